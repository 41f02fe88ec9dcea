package kql

import (
	"math"
	"testing"
)

func TestUnits(t *testing.T) {
	near := func(got Null[float64], want float64) bool {
		return got.OK && math.Abs(got.V-want) <= 1e-9*math.Abs(want)+1e-12
	}
	for _, c := range []struct {
		name string
		got  Null[float64]
		want float64
	}{
		{"half a turn", ConvertAngle(0.5, "Revolution", "Degree"), 180},
		{"tilt", ConvertAngle(30, "Degree", "Tilt"), 0.5},
		{"from tilt", ConvertAngle(1, "Tilt", "Arcminute"), 5400},
		{"kilowatt hour", ConvertEnergy(1, "KilowattHour", "Megajoule"), 3.6},
		{"kilopond", ConvertForce(2, "KiloPond", "Newton"), 19.6133},
		{"poundal", ConvertForce(1, "Poundal", "Newton"), 0.138254954376},
		{"mile", ConvertLength(1, "Mile", "Kilometer"), 1.609344},
		{"same", ConvertLength(0.1, "Parsec", "Parsec"), 0.1},
		{"slug", ConvertMass(1, "Slug", "Kilogram"), 14.59390293720636},
		{"ton", ConvertMass(1, "LongTon", "Pound"), 2240},
		{"knot", ConvertSpeed(10, "Knot", "KilometerPerHour"), 18.52},
		{"gallon", ConvertVolume(1, "UsGallon", "Liter"), 3.785411784},
		{"acre", ConvertVolume(1, "CubicMeter", "AcreFoot"), 0.000810714},
		{"boiling", ConvertTemperature(100, "DegreeCelsius", "DegreeFahrenheit"), 212},
		{"boiling, Delisle", ConvertTemperature(212, "DegreeFahrenheit", "DegreeDelisle"), 0},
		{"boiling, Roemer", ConvertTemperature(373.15, "Kelvin", "DegreeRoemer"), 60},
		{"boiling, Newton", ConvertTemperature(80, "DegreeReaumur", "DegreeNewton"), 33},
	} {
		if !near(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, c.got, c.want)
		}
	}
	for _, c := range []Null[float64]{
		ConvertLength(1, "meter", "Foot"), ConvertMass(1, "Pound", ""), ConvertTemperature(1, "Kelvin", "Foot"),
		ConvertAngle(1, "Tilt", "Foot"), ConvertAngle(1, "Foot", "Tilt"),
	} {
		if c.OK {
			t.Errorf("an unknown unit gives %v", c.V)
		}
	}
}
