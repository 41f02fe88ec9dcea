package kql

// Type is one of Kusto's scalar types (Kusto: scalar-data-types/index).
type Type uint8

// The scalar types. TypeUnknown stands for a column whose type depends on data.
const (
	TypeUnknown  Type = iota
	TypeBool          // Go: bool
	TypeInt           // Go: int32
	TypeLong          // Go: int64
	TypeReal          // Go: float64
	TypeDecimal       // Go: Decimal
	TypeString        // Go: string, never null
	TypeDateTime      // Go: DateTime
	TypeTimeSpan      // Go: TimeSpan
	TypeGUID          // Go: GUID
	TypeDynamic       // Go: Dynamic, which carries its null
)

var typeNames = [...]string{
	TypeUnknown: "unknown", TypeBool: "bool", TypeInt: "int", TypeLong: "long", TypeReal: "real", TypeDecimal: "decimal",
	TypeString: "string", TypeDateTime: "datetime", TypeTimeSpan: "timespan", TypeGUID: "guid", TypeDynamic: "dynamic",
}

// String returns Kusto's name of the type.
func (t Type) String() string { return typeNames[t] }

// TypeNamed returns the type that a schema or a declaration calls name: Kusto's names and their synonyms (boolean,
// int64, double, date, time, uniqueid …). ok is false for any other word.
func TypeNamed(name string) (t Type, ok bool) {
	switch name {
	case "boolean":
		return TypeBool, true
	case "int64":
		return TypeLong, true
	case "double":
		return TypeReal, true
	case "date":
		return TypeDateTime, true
	case "time":
		return TypeTimeSpan, true
	case "uniqueid":
		return TypeGUID, true
	}
	for i, n := range typeNames {
		if n == name && Type(i) != TypeUnknown {
			return Type(i), true
		}
	}
	return TypeUnknown, false
}
