package kql

import "math"

// The conversions between units of measure (Kusto: convert-length-function and the like). Names are those of Kusto's
// documentation; an unknown one gives null.

// ConvertAngle is convert_angle(). Tilt is the sine of an angle.
func ConvertAngle(value float64, from, to string) Null[float64] {
	if from == "Tilt" {
		value, from = math.Asin(value), "Radian"
	}
	if to == "Tilt" {
		return Lift1(math.Sin, convertUnit(angleUnits, value, from, "Radian"))
	}
	return convertUnit(angleUnits, value, from, to)
}

// ConvertEnergy is convert_energy().
func ConvertEnergy(value float64, from, to string) Null[float64] {
	return convertUnit(energyUnits, value, from, to)
}

// ConvertForce is convert_force().
func ConvertForce(value float64, from, to string) Null[float64] {
	return convertUnit(forceUnits, value, from, to)
}

// ConvertLength is convert_length().
func ConvertLength(value float64, from, to string) Null[float64] {
	return convertUnit(lengthUnits, value, from, to)
}

// ConvertMass is convert_mass().
func ConvertMass(value float64, from, to string) Null[float64] {
	return convertUnit(massUnits, value, from, to)
}

// ConvertSpeed is convert_speed().
func ConvertSpeed(value float64, from, to string) Null[float64] {
	return convertUnit(speedUnits, value, from, to)
}

// ConvertVolume is convert_volume().
func ConvertVolume(value float64, from, to string) Null[float64] {
	return convertUnit(volumeUnits, value, from, to)
}

// ConvertTemperature is convert_temperature().
func ConvertTemperature(value float64, from, to string) Null[float64] {
	a, known := temperatureScales[from]
	b, wanted := temperatureScales[to]
	switch {
	case !known || !wanted:
		return Null[float64]{}
	case from == to:
		return Some(value)
	}
	kelvin := (value-a.zero)*a.degree + a.kelvin
	return Some((kelvin-b.kelvin)/b.degree + b.zero)
}

func convertUnit(sizes map[string]float64, value float64, from, to string) Null[float64] {
	a, known := sizes[from]
	b, wanted := sizes[to]
	switch {
	case !known || !wanted:
		return Null[float64]{}
	case from == to:
		return Some(value)
	}
	return Some(value * a / b)
}

// temperatureScale maps zero + n of its degrees to kelvin + n*degree.
type temperatureScale struct{ zero, kelvin, degree float64 }

var temperatureScales = map[string]temperatureScale{
	"Kelvin":             {0, 0, 1},
	"DegreeCelsius":      {0, 273.15, 1},
	"MillidegreeCelsius": {0, 273.15, 1e-3},
	"DegreeFahrenheit":   {-459.67, 0, 5. / 9},
	"DegreeRankine":      {0, 0, 5. / 9},
	"DegreeDelisle":      {0, 373.15, -2. / 3},
	"DegreeNewton":       {0, 273.15, 100. / 33},
	"DegreeReaumur":      {0, 273.15, 5. / 4},
	"DegreeRoemer":       {7.5, 273.15, 40. / 21},
	"SolarTemperature":   {0, 0, 5778},
}

const degree = math.Pi / 180

// angleUnits are in radians.
var angleUnits = map[string]float64{
	"Radian": 1, "Deciradian": 1e-1, "Centiradian": 1e-2, "Milliradian": 1e-3, "Microradian": 1e-6, "Nanoradian": 1e-9,
	"Degree": degree, "Millidegree": 1e-3 * degree, "Microdegree": 1e-6 * degree, "Nanodegree": 1e-9 * degree,
	"Arcminute": degree / 60, "Arcsecond": degree / 3600, "Gradian": 0.9 * degree, "NatoMil": 9 * degree / 160,
	"Revolution": 2 * math.Pi,
}

const (
	britishThermalUnit = 1055.05585262
	calorie            = 4.184
	electronVolt       = 1.602176565e-19
	wattHour           = 3600
	wattDay            = 24 * wattHour
	thermEC            = 1e5 * britishThermalUnit
	thermImperial      = 1.05505585257348e8
	thermUS            = 1.054804e8
)

// energyUnits are in joules.
var energyUnits = map[string]float64{
	"Joule": 1, "Millijoule": 1e-3, "Kilojoule": 1e3, "Megajoule": 1e6, "Gigajoule": 1e9, "Erg": 1e-7,
	"BritishThermalUnit": britishThermalUnit, "KilobritishThermalUnit": 1e3 * britishThermalUnit,
	"MegabritishThermalUnit": 1e6 * britishThermalUnit, "GigabritishThermalUnit": 1e9 * britishThermalUnit,
	"Calorie": calorie, "Kilocalorie": 1e3 * calorie, "Megacalorie": 1e6 * calorie,
	"ElectronVolt": electronVolt, "KiloelectronVolt": 1e3 * electronVolt, "MegaelectronVolt": 1e6 * electronVolt,
	"GigaelectronVolt": 1e9 * electronVolt, "TeraelectronVolt": 1e12 * electronVolt,
	"WattHour": wattHour, "KilowattHour": 1e3 * wattHour, "MegawattHour": 1e6 * wattHour, "GigawattHour": 1e9 * wattHour,
	"TerawattHour": 1e12 * wattHour,
	"WattDay":      wattDay, "KilowattDay": 1e3 * wattDay, "MegawattDay": 1e6 * wattDay, "GigawattDay": 1e9 * wattDay,
	"TerawattDay": 1e12 * wattDay,
	"ThermEc":     thermEC, "ThermImperial": thermImperial, "ThermUs": thermUS,
	"DecathermEc": 10 * thermEC, "DecathermImperial": 10 * thermImperial, "DecathermUs": 10 * thermUS,
	"FootPound": 1.355817948, "HorsepowerHour": 2.6845195377e6,
}

const (
	kilogramForce = 9.80665
	poundForce    = pound * kilogramForce
)

// forceUnits are in newtons.
var forceUnits = map[string]float64{
	"Newton": 1, "Micronewton": 1e-6, "Millinewton": 1e-3, "Decanewton": 10, "Kilonewton": 1e3, "Meganewton": 1e6, "Dyn": 1e-5,
	"KilogramForce": kilogramForce, "KiloPond": kilogramForce, "TonneForce": 1e3 * kilogramForce,
	"PoundForce": poundForce, "KilopoundForce": 1e3 * poundForce, "OunceForce": poundForce / 16,
	"ShortTonForce": 2e3 * poundForce, "Poundal": pound * foot,
}

const (
	inch         = 0.0254
	foot         = 12 * inch
	yard         = 3 * foot
	mile         = 5280 * foot
	surveyFoot   = 1200. / 3937
	nauticalMile = 1852
	lightYear    = 9.46073047258e15
	parsec       = 3.08567758128e16
)

// lengthUnits are in meters.
var lengthUnits = map[string]float64{
	"Meter": 1, "Decimeter": 1e-1, "Centimeter": 1e-2, "Millimeter": 1e-3, "Micrometer": 1e-6, "Nanometer": 1e-9, "Angstrom": 1e-10,
	"Decameter": 10, "Hectometer": 100, "Kilometer": 1e3,
	"Inch": inch, "Microinch": 1e-6 * inch, "Mil": 1e-3 * inch, "Hand": 4 * inch, "Foot": foot, "UsSurveyFoot": surveyFoot,
	"Yard": yard, "Fathom": 2 * yard, "Chain": 22 * yard, "Shackle": 30 * yard, "DataMile": 6000 * foot, "Mile": mile,
	"NauticalMile": nauticalMile, "Twip": inch / 1440, "DtpPoint": inch / 72, "DtpPica": inch / 6, "PrinterPoint": inch / 72.27,
	"PrinterPica":      inch / 6.0225,
	"AstronomicalUnit": 1.495978707e11, "SolarRadius": 6.9551e8,
	"LightYear": lightYear, "KilolightYear": 1e3 * lightYear, "MegalightYear": 1e6 * lightYear,
	"Parsec": parsec, "Kiloparsec": 1e3 * parsec, "Megaparsec": 1e6 * parsec,
}

const pound = 0.45359237

// massUnits are in kilograms.
var massUnits = map[string]float64{
	"Kilogram": 1, "Hectogram": 1e-1, "Decagram": 1e-2, "Gram": 1e-3, "Decigram": 1e-4, "Centigram": 1e-5, "Milligram": 1e-6,
	"Microgram": 1e-9, "Nanogram": 1e-12, "Tonne": 1e3, "Kilotonne": 1e6, "Megatonne": 1e9,
	"Pound": pound, "Kilopound": 1e3 * pound, "Megapound": 1e6 * pound, "Ounce": pound / 16, "Grain": pound / 7000,
	"Stone": 14 * pound, "ShortHundredweight": 100 * pound, "LongHundredweight": 112 * pound, "ShortTon": 2000 * pound,
	"LongTon": 2240 * pound, "Slug": poundForce / foot, "EarthMass": 5.9722e24, "SolarMass": 1.98947e30,
}

// speedUnits are in meters a second.
var speedUnits = map[string]float64{
	"NanometerPerSecond": 1e-9, "NanometerPerMinute": 1e-9 / 60,
	"MicrometerPerSecond": 1e-6, "MicrometerPerMinute": 1e-6 / 60,
	"MillimeterPerSecond": 1e-3, "MillimeterPerMinute": 1e-3 / 60, "MillimeterPerHour": 1e-3 / 3600,
	"CentimeterPerSecond": 1e-2, "CentimeterPerMinute": 1e-2 / 60, "CentimeterPerHour": 1e-2 / 3600,
	"DecimeterPerSecond": 1e-1, "DecimeterPerMinute": 1e-1 / 60,
	"MeterPerSecond": 1, "MeterPerMinute": 1. / 60, "MeterPerHour": 1. / 3600,
	"KilometerPerSecond": 1e3, "KilometerPerMinute": 1e3 / 60, "KilometerPerHour": 1e3 / 3600,
	"InchPerSecond": inch, "InchPerMinute": inch / 60, "InchPerHour": inch / 3600,
	"FootPerSecond": foot, "FootPerMinute": foot / 60, "FootPerHour": foot / 3600,
	"UsSurveyFootPerSecond": surveyFoot, "UsSurveyFootPerMinute": surveyFoot / 60, "UsSurveyFootPerHour": surveyFoot / 3600,
	"YardPerSecond": yard, "YardPerMinute": yard / 60, "YardPerHour": yard / 3600,
	"MilePerHour": mile / 3600, "Knot": nauticalMile / 3600.,
}

const (
	liter          = 1e-3
	cubicFoot      = foot * foot * foot
	usGallon       = 231 * inch * inch * inch
	usOunce        = usGallon / 128
	imperialGallon = 4.54609 * liter
)

// volumeUnits are in cubic meters. The acre-foot is that of the engine, which is not quite 43,560 cubic feet.
var volumeUnits = map[string]float64{
	"CubicMeter": 1, "CubicDecimeter": 1e-3, "CubicCentimeter": 1e-6, "CubicMillimeter": 1e-9, "CubicMicrometer": 1e-18,
	"CubicHectometer": 1e6, "CubicKilometer": 1e9, "HectocubicMeter": 100, "KilocubicMeter": 1e3,
	"Liter": liter, "Deciliter": liter / 10, "Centiliter": liter / 100, "Milliliter": liter / 1e3, "Microliter": liter / 1e6,
	"Decaliter": 10 * liter, "Hectoliter": 100 * liter, "Kiloliter": 1e3 * liter, "Megaliter": 1e6 * liter,
	"MetricCup": liter / 4, "MetricTeaspoon": 5e-3 * liter, "AuTablespoon": 20e-3 * liter, "UkTablespoon": 15e-3 * liter,
	"CubicInch": inch * inch * inch, "CubicFoot": cubicFoot, "HectocubicFoot": 100 * cubicFoot, "KilocubicFoot": 1e3 * cubicFoot,
	"MegacubicFoot": 1e6 * cubicFoot, "CubicYard": yard * yard * yard, "CubicMile": mile * mile * mile,
	"BoardFoot": cubicFoot / 12, "AcreFoot": 1 / 0.000810714,
	"UsGallon": usGallon, "DeciusGallon": usGallon / 10, "DecausGallon": 10 * usGallon, "HectousGallon": 100 * usGallon,
	"KilousGallon": 1e3 * usGallon, "MegausGallon": 1e6 * usGallon,
	"UsQuart": usGallon / 4, "UsPint": usGallon / 8, "UsCustomaryCup": usGallon / 16, "UsLegalCup": 0.24 * liter,
	"UsOunce": usOunce, "UsTablespoon": usOunce / 2, "UsTeaspoon": usOunce / 6, "OilBarrel": 42 * usGallon,
	"UsBeerBarrel":   31 * usGallon,
	"ImperialGallon": imperialGallon, "KiloimperialGallon": 1e3 * imperialGallon, "MegaimperialGallon": 1e6 * imperialGallon,
	"ImperialPint": imperialGallon / 8, "ImperialOunce": imperialGallon / 160, "ImperialBeerBarrel": 36 * imperialGallon,
}
