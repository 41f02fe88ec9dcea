package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/kqlc/kqlc/internal/types"
	"github.com/kqlc/kqlc/internal/workload"
)

// writeParquet writes events as Parquet, dynamic values as their JSON. Columns that the workload has no values for are left
// out.
func writeParquet(w io.Writer, c workload.Config, columns []types.Column) error {
	has := map[string]bool{}
	for line := range (workload.Config{Seed: c.Seed, End: c.End, Events: 1, Table: c.Table, Columns: c.Columns}).Lines() {
		var first map[string]any
		if err := json.Unmarshal(line, &first); err != nil {
			return err
		}
		for name := range first {
			has[name] = true
		}
	}
	group, typeOf := parquet.Group{}, map[string]types.Type{}
	for _, column := range columns {
		if has[column.Name] {
			group[column.Name] = parquet.Optional(parquet.Encoded(leaf(column.Type), &parquet.RLEDictionary))
			typeOf[column.Name] = column.Type
		}
	}
	schema := parquet.NewSchema(c.Table, group)
	out := parquet.NewWriter(w, schema, parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(100_000))
	var row parquet.Row
	for line := range c.Lines() {
		var event map[string]json.RawMessage
		if err := json.Unmarshal(line, &event); err != nil {
			return err
		}
		row = row[:0]
		for i, path := range schema.Columns() {
			v, err := value(event[path[0]], typeOf[path[0]])
			if err != nil {
				return fmt.Errorf("%s: %w", path[0], err)
			}
			defined := 1
			if v.IsNull() {
				defined = 0
			}
			row = append(row, v.Level(0, defined, i))
		}
		if _, err := out.WriteRows([]parquet.Row{row}); err != nil {
			return err
		}
	}
	return out.Close()
}

// leaf is the column that holds values of a type.
func leaf(t types.Type) parquet.Node {
	switch t {
	case types.Bool:
		return parquet.Leaf(parquet.BooleanType)
	case types.Int:
		return parquet.Int(32)
	case types.Long:
		return parquet.Int(64)
	case types.Real:
		return parquet.Leaf(parquet.DoubleType)
	case types.DateTime:
		return parquet.Timestamp(parquet.Nanosecond)
	}
	return parquet.String()
}

// value is that of a column of a type; an object or array is its JSON.
func value(raw json.RawMessage, t types.Type) (parquet.Value, error) {
	switch {
	case raw == nil:
		return parquet.NullValue(), nil
	case raw[0] == '{' || raw[0] == '[':
		return parquet.ByteArrayValue(raw), nil
	}
	var v any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return parquet.Value{}, err
	}
	switch v := v.(type) {
	case nil:
		return parquet.NullValue(), nil
	case bool:
		return parquet.BooleanValue(v), nil
	case json.Number:
		return number(v, t)
	case string:
		if t != types.DateTime {
			return parquet.ByteArrayValue([]byte(v)), nil
		}
		at, err := time.Parse(time.RFC3339Nano, v)
		return parquet.Int64Value(at.UnixNano()), err
	}
	return parquet.Value{}, fmt.Errorf("%s is no value of %s", raw, t)
}

func number(n json.Number, t types.Type) (parquet.Value, error) {
	switch t {
	case types.Int, types.Long:
		whole, err := n.Int64()
		if t == types.Int {
			return parquet.Int32Value(int32(whole)), err
		}
		return parquet.Int64Value(whole), err
	case types.Real:
		f, err := n.Float64()
		return parquet.DoubleValue(f), err
	}
	return parquet.ByteArrayValue([]byte(n)), nil
}
