package catalog

// conversionFunctions are the conversions between scalar types.
var conversionFunctions = []Function{
	{
		Sigs:   []string{"tostring(value: scalar) string"},
		Naming: First, Foldable: true,
		Doc:     "Converts to text; null becomes the empty text.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"tohex(value: integer, [minLength: integer]) string"},
		Naming: First, Foldable: true,
		Doc:     "Converts an integer to hexadecimal text.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"tolong(value: scalar) long"},
		Naming: First, Foldable: true,
		Doc:     "Converts to long, or null where that is not possible.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"toint(value: scalar) int"},
		Naming: First, Foldable: true,
		Doc:     "Converts to int, or null where that is not possible.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"toreal(value: scalar) real"},
		Naming: First, Foldable: true,
		Doc:     "Converts to real, or null where that is not possible.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"todouble(value: scalar) real"},
		Naming: First, Foldable: true,
		Doc:     "Converts to real, or null where that is not possible.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"todatetime(value: scalar) datetime"},
		Naming: First, Foldable: true,
		Doc:     "Converts to datetime, or null where that is not possible.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"totimespan(value: scalar) timespan"},
		Naming: First, Foldable: true,
		Doc:     "Converts to timespan, or null where that is not possible.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"totime(value: scalar) timespan"},
		Naming: First, Instead: "totimespan", Hidden: true, Foldable: true,
		Doc:     "Converts to timespan, or null where that is not possible.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"tobool(value: scalar) bool"},
		Naming: First, Foldable: true,
		Doc:     "Converts to bool, or null where that is not possible.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"toboolean(value: scalar) bool"},
		Naming: First, Foldable: true,
		Doc:     "Converts to bool, or null where that is not possible.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"todecimal(value: scalar) decimal"},
		Naming: First, Foldable: true,
		Doc:     "Converts to decimal, or null where that is not possible.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"toguid(value: text) guid"},
		Naming: First, Foldable: true,
		Doc:     "Converts to guid, or null where that is not possible.",
		Missing: "this function is not implemented",
	},
	{
		Sigs:   []string{"gettype(value: scalar) string"},
		Naming: Prefixed, Prefix: "type", Foldable: true,
		Doc:     "Names the type of a value, also of one inside a dynamic.",
		Missing: "this function is not implemented",
	},
}
