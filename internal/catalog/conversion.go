package catalog

// conversionFunctions are the conversions between scalar types.
var conversionFunctions = []Function{
	{
		Sigs:   []string{"tostring(value: scalar) string"},
		Naming: First, Foldable: true,
		Doc: "Converts to text; null becomes the empty text.",
	},
	{
		Sigs:   []string{"tohex(value: integer, [minLength: integer]) string"},
		Naming: First, Foldable: true,
		Doc: "Converts an integer to hexadecimal text.",
	},
	{
		Sigs:   []string{"tolong(value: scalar) long"},
		Naming: First, Foldable: true,
		Doc: "Converts to long, or null where that is not possible.",
	},
	{
		Sigs:   []string{"toint(value: scalar) int"},
		Naming: First, Foldable: true,
		Doc: "Converts to int, or null where that is not possible.",
	},
	{
		Sigs:   []string{"toreal(value: scalar) real"},
		Naming: First, Foldable: true,
		Doc: "Converts to real, or null where that is not possible.",
	},
	{
		Sigs:   []string{"todouble(value: scalar) real"},
		Naming: First, Foldable: true,
		Doc: "Converts to real, or null where that is not possible.",
	},
	{
		Sigs:   []string{"todatetime(value: scalar) datetime"},
		Naming: First, Foldable: true,
		Doc: "Converts to datetime, or null where that is not possible.",
	},
	{
		Sigs:   []string{"totimespan(value: scalar) timespan"},
		Naming: First, Foldable: true,
		Doc: "Converts to timespan, or null where that is not possible.",
	},
	{
		Sigs:   []string{"totime(value: scalar) timespan"},
		Naming: First, Instead: "totimespan", Hidden: true, Foldable: true,
		Doc: "Converts to timespan, or null where that is not possible.",
	},
	{
		Sigs:   []string{"tobool(value: scalar) bool"},
		Naming: First, Foldable: true,
		Doc: "Converts to bool, or null where that is not possible.",
	},
	{
		Sigs:   []string{"toboolean(value: scalar) bool"},
		Naming: First, Foldable: true,
		Doc: "Converts to bool, or null where that is not possible.",
	},
	{
		Sigs:   []string{"todecimal(value: scalar) decimal"},
		Naming: First, Foldable: true,
		Doc: "Converts to decimal, or null where that is not possible.",
	},
	{
		Sigs:   []string{"toguid(value: text) guid"},
		Naming: First, Foldable: true,
		Doc: "Converts to guid, or null where that is not possible.",
	},
	{
		Sigs:   []string{"gettype(value: scalar) string"},
		Naming: Prefixed, Prefix: "type", Foldable: true,
		Doc: "Names the type of a value, also of one inside a dynamic.",
	},
}
