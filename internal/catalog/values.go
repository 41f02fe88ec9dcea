package catalog

// valueLists are the values that literal parameters can have, by the name that signatures use.
var valueLists = map[string][]string{
	"searchkind": {
		"normal", "regex",
	},
	"unit": {
		"year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond", "microsecond",
		"nanosecond",
	},
	"datepart": {
		"year", "quarter", "month", "week_of_year", "day", "dayofyear", "hour", "minute", "second", "millisecond",
		"microsecond", "nanosecond",
	},
	"angle": {
		"Arcminute", "Arcsecond", "Centiradian", "Deciradian", "Degree", "Gradian", "Microdegree", "Microradian",
		"Millidegree", "Milliradian", "Nanodegree", "Nanoradian", "NatoMil", "Radian", "Revolution", "Tilt",
	},
	"energy": {
		"BritishThermalUnit", "Calorie", "DecathermEc", "DecathermImperial", "DecathermUs", "ElectronVolt", "Erg",
		"FootPound", "GigabritishThermalUnit", "GigaelectronVolt", "Gigajoule", "GigawattDay", "GigawattHour",
		"HorsepowerHour", "Joule", "KilobritishThermalUnit", "Kilocalorie", "KiloelectronVolt", "Kilojoule",
		"KilowattDay", "KilowattHour", "MegabritishThermalUnit", "Megacalorie", "MegaelectronVolt", "Megajoule",
		"MegawattDay", "MegawattHour", "Millijoule", "TeraelectronVolt", "TerawattDay", "TerawattHour", "ThermEc",
		"ThermImperial", "ThermUs", "WattDay", "WattHour",
	},
	"force": {
		"Decanewton", "Dyn", "KilogramForce", "Kilonewton", "KiloPond", "KilopoundForce", "Meganewton",
		"Micronewton", "Millinewton", "Newton", "OunceForce", "Poundal", "PoundForce", "ShortTonForce",
		"TonneForce",
	},
	"length": {
		"Angstrom", "AstronomicalUnit", "Centimeter", "Chain", "DataMile", "Decameter", "Decimeter", "DtpPica",
		"DtpPoint", "Fathom", "Foot", "Hand", "Hectometer", "Inch", "KilolightYear", "Kilometer", "Kiloparsec",
		"LightYear", "MegalightYear", "Megaparsec", "Meter", "Microinch", "Micrometer", "Mil", "Mile",
		"Millimeter", "Nanometer", "NauticalMile", "Parsec", "PrinterPica", "PrinterPoint", "Shackle",
		"SolarRadius", "Twip", "UsSurveyFoot", "Yard",
	},
	"mass": {
		"Centigram", "Decagram", "Decigram", "EarthMass", "Grain", "Gram", "Hectogram", "Kilogram", "Kilopound",
		"Kilotonne", "LongHundredweight", "LongTon", "Megapound", "Megatonne", "Microgram", "Milligram",
		"Nanogram", "Ounce", "Pound", "ShortHundredweight", "ShortTon", "Slug", "SolarMass", "Stone", "Tonne",
	},
	"speed": {
		"CentimeterPerHour", "CentimeterPerMinute", "CentimeterPerSecond", "DecimeterPerMinute",
		"DecimeterPerSecond", "FootPerHour", "FootPerMinute", "FootPerSecond", "InchPerHour", "InchPerMinute",
		"InchPerSecond", "KilometerPerHour", "KilometerPerMinute", "KilometerPerSecond", "Knot", "MeterPerHour",
		"MeterPerMinute", "MeterPerSecond", "MicrometerPerMinute", "MicrometerPerSecond", "MilePerHour",
		"MillimeterPerHour", "MillimeterPerMinute", "MillimeterPerSecond", "NanometerPerMinute",
		"NanometerPerSecond", "UsSurveyFootPerHour", "UsSurveyFootPerMinute", "UsSurveyFootPerSecond",
		"YardPerHour", "YardPerMinute", "YardPerSecond",
	},
	"temperature": {
		"DegreeCelsius", "DegreeDelisle", "DegreeFahrenheit", "DegreeNewton", "DegreeRankine", "DegreeReaumur",
		"DegreeRoemer", "Kelvin", "MillidegreeCelsius", "SolarTemperature",
	},
	"volume": {
		"AcreFoot", "AuTablespoon", "BoardFoot", "Centiliter", "CubicCentimeter", "CubicDecimeter", "CubicFoot",
		"CubicHectometer", "CubicInch", "CubicKilometer", "CubicMeter", "CubicMicrometer", "CubicMile",
		"CubicMillimeter", "CubicYard", "Decaliter", "DecausGallon", "Deciliter", "DeciusGallon", "HectocubicFoot",
		"HectocubicMeter", "Hectoliter", "HectousGallon", "ImperialBeerBarrel", "ImperialGallon", "ImperialOunce",
		"ImperialPint", "KilocubicFoot", "KilocubicMeter", "KiloimperialGallon", "Kiloliter", "KilousGallon",
		"Liter", "MegacubicFoot", "MegaimperialGallon", "Megaliter", "MegausGallon", "MetricCup", "MetricTeaspoon",
		"Microliter", "Milliliter", "OilBarrel", "UkTablespoon", "UsBeerBarrel", "UsCustomaryCup", "UsGallon",
		"UsLegalCup", "UsOunce", "UsPint", "UsQuart", "UsTablespoon", "UsTeaspoon",
	},
}
