package ast

// MvApply applies a pipeline to the elements of each row. Keyword is mv-apply or mvapply.
type MvApply struct {
	Place
	Keyword string       `parser:"@('mv-apply' | 'mvapply')"`
	Params  ExpandParams `parser:"@@"`
	Items   []*Expanded  `parser:"@@ (',' (?! 'to') @@)*"`
	Limit   Plain        `parser:"('limit' @@)?"`
	ID      Plain        `parser:"('id' @@)?"`
	On      SubPipeline  `parser:"'on' '(' @@ ')'"`
}
