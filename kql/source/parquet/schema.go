package parquet

import (
	"math"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
)

// node is a node of the schema: a leaf, which holds values, or a group of others.
type node struct {
	name       string
	repetition format.FieldRepetitionType
	logical    format.LogicalTypeValue // nil for none
	// defined and repeated are the highest levels of what is there.
	defined, repeated uint8
	parts             []*node // of a group

	isLeaf bool
	leaf   int         // its number
	kind   format.Type // of its values
	width  int         // of each, 0 for texts
}

func (n *node) isRepeated() bool { return n.repetition == format.Repeated }

// isFlat reports whether a column has a value or none in each row.
func (n *node) isFlat() bool { return n.isLeaf && !n.isRepeated() }

func (n *node) isNumber() bool { return n.kind == format.Int32 || n.kind == format.Int64 }

// tree builds the tree of a schema.
type tree struct {
	rest   []format.SchemaElement // that have not been taken, each before what it holds
	leaves int
}

// newTree returns the root, and the number of leaves.
func newTree(elements []format.SchemaElement) (*node, int, error) {
	t := tree{rest: elements}
	root := &node{}
	if len(elements) == 0 || elements[0].Type.Valid {
		return nil, 0, errDamaged
	}
	err := t.fill(root, t.take(), 0)
	return root, t.leaves, err
}

func (t *tree) take() *format.SchemaElement {
	e := &t.rest[0]
	t.rest = t.rest[1:]
	return e
}

// fill takes what a group holds.
func (t *tree) fill(group *node, e *format.SchemaElement, depth int) error {
	const deepest = 200
	for range e.NumChildren.V {
		if len(t.rest) == 0 || depth > deepest {
			return errDamaged
		}
		part, err := t.node(group, depth)
		if err != nil {
			return err
		}
		group.parts = append(group.parts, part)
	}
	return nil
}

// node takes the next node, which a group holds.
func (t *tree) node(group *node, depth int) (*node, error) {
	e := t.take()
	n := &node{name: e.Name, repetition: e.RepetitionType.V, logical: logicalOf(e), defined: group.defined, repeated: group.repeated}
	switch n.repetition {
	case format.Repeated:
		n.repeated++
		n.defined++
	case format.Optional:
		n.defined++
	}
	if !e.Type.Valid {
		return n, t.fill(n, e, depth+1)
	}
	n.isLeaf, n.leaf, n.kind = true, t.leaves, e.Type.V
	t.leaves++
	switch n.kind {
	case format.Boolean:
		n.width = 1
	case format.Int32, format.Float:
		n.width = 4
	case format.Int64, format.Double:
		n.width = 8
	case format.Int96:
		n.width = 12
	case format.FixedLenByteArray:
		n.width = int(max(e.TypeLength.V, 1))
	case format.ByteArray:
	default:
		return nil, errDamaged
	}
	return n, nil
}

// logicalOf is the logical type of an element, as older writers tell it too; nil where there is none that suits its values.
func logicalOf(e *format.SchemaElement) format.LogicalTypeValue {
	logical := e.LogicalType.Value
	if logical == nil && e.ConvertedType.Valid {
		logical = converted(e)
	}
	kind, isLeaf := e.Type.V, e.Type.Valid
	number := isLeaf && (kind == format.Int32 || kind == format.Int64)
	suits := true
	switch l := logical.(type) {
	case *format.DateType, *format.TimestampType, *format.TimeType, *format.IntType:
		suits = number
	case *format.DecimalType:
		suits = (number || kind == format.ByteArray || kind == format.FixedLenByteArray) && l.Scale >= 0 && l.Scale <= math.MaxInt16
	case *format.UUIDType:
		suits = kind == format.FixedLenByteArray && e.TypeLength.V == 16
	case *format.Float16Type:
		suits = kind == format.FixedLenByteArray && e.TypeLength.V == 2
	}
	if !suits {
		return nil
	}
	return logical
}

// converted is the logical type that a type of older writers is.
func converted(e *format.SchemaElement) format.LogicalTypeValue {
	switch t := e.ConvertedType.V; t {
	case deprecated.UTF8:
		return &format.StringType{}
	case deprecated.Map, deprecated.MapKeyValue: // of which some writers know only the latter
		return &format.MapType{}
	case deprecated.List:
		return &format.ListType{}
	case deprecated.Enum:
		return &format.EnumType{}
	case deprecated.Decimal:
		return &format.DecimalType{Scale: e.Scale.V, Precision: e.Precision.V}
	case deprecated.Date:
		return &format.DateType{}
	case deprecated.TimeMillis:
		return &format.TimeType{IsAdjustedToUTC: true, Unit: format.TimeUnit{Value: &format.MilliSeconds{}}}
	case deprecated.TimeMicros:
		return &format.TimeType{IsAdjustedToUTC: true, Unit: format.TimeUnit{Value: &format.MicroSeconds{}}}
	case deprecated.TimestampMillis:
		return &format.TimestampType{IsAdjustedToUTC: true, Unit: format.TimeUnit{Value: &format.MilliSeconds{}}}
	case deprecated.TimestampMicros:
		return &format.TimestampType{IsAdjustedToUTC: true, Unit: format.TimeUnit{Value: &format.MicroSeconds{}}}
	case deprecated.Uint8, deprecated.Uint16, deprecated.Uint32, deprecated.Uint64:
		return &format.IntType{BitWidth: 8 << (t - deprecated.Uint8)}
	case deprecated.Int8, deprecated.Int16, deprecated.Int32, deprecated.Int64:
		return &format.IntType{BitWidth: 8 << (t - deprecated.Int8), IsSigned: true}
	case deprecated.Json:
		return &format.JsonType{}
	}
	return nil
}
