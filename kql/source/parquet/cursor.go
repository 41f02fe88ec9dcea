package parquet

import (
	"io"

	"github.com/parquet-go/parquet-go/format"

	"github.com/kqlc/kqlc/kql"
)

// cursor sets a column from the rows of a row group, which are asked for in their order. What it sets is valid until the next
// call.
type cursor interface {
	open(group *format.RowGroup)
	set(row int64) error
}

// plain is the cursor of a column that is not nested.
type plain struct {
	kql.Column
	*leaf
	convert converter
}

func (c *plain) open(*format.RowGroup) { c.rewind() }

func (c *plain) set(row int64) error {
	switch raw, ok, err := c.value(row); {
	case err != nil:
		return err
	case !ok:
		c.Field.SetNull()
	default:
		c.convert(raw)
	}
	return nil
}

// unexpected is the error of a file that ends before its time.
func unexpected(err error) error {
	if err == nil || err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
