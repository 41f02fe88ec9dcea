package parser

import (
	"sync"

	"github.com/alecthomas/participle/v2/lexer"
)

// room is the number of tokens for which a used stream is kept. Most rules have a few hundred.
const room = 4096

// streams are participle's token streams to use again: their tokens take more memory than the tree. A stream's tokens can
// be written through [lexer.PeekingLexer.Range]; the first end among them is where it ends.
var streams = sync.Pool{New: func() any {
	blank := blanks(room)
	lex, err := lexer.Upgrade(&blank)
	if err != nil {
		panic(err) // blanks never fails
	}
	return lex
}}

// blanks gives so many tokens without text.
type blanks int

// Next implements [lexer.Lexer].
func (b *blanks) Next() (lexer.Token, error) {
	if *b == 0 {
		return lexer.EOFToken(lexer.Position{}), nil
	}
	*b--
	return lexer.Token{}, nil
}

// open returns a stream of a scanner's tokens, and a function to be called when it and its tokens are needed no more.
func open(s *scanner) (lex *lexer.PeekingLexer, done func()) {
	lex = streams.Get().(*lexer.PeekingLexer)
	lex.LoadCheckpoint(lexer.Checkpoint{})
	tokens := lex.Range(0, room)
	for i := range tokens {
		tokens[i], _ = s.Next()
		if tokens[i].EOF() {
			return lex, func() {
				clear(tokens[:i+1])
				streams.Put(lex)
			}
		}
	}
	clear(tokens)
	streams.Put(lex)
	*s = scanner{text: s.text}
	lex, err := lexer.Upgrade(s)
	if err != nil {
		panic(err) // the scanner takes every text
	}
	return lex, func() {}
}
