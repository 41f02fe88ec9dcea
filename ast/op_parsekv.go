package ast

// ParseKV takes keys and values out of a text.
type ParseKV struct {
	Place
	Expr   Plain             `parser:"'parse-kv' @@"`
	Schema Schema            `parser:"'as' @@"`
	With   ParseKVProperties `parser:"('with' @@)?"`
}
