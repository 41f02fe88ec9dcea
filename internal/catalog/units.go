package catalog

import "github.com/kqlc/kqlc/kql"

// unitsFunctions are the conversions between units of measure.
var unitsFunctions = []Function{
	{
		Sigs:     []string{"convert_angle(value: real, from: string in angle, to: string in angle) real"},
		Foldable: true,
		Doc:      "Converts an angle between units.",
		Go:       []any{kql.ConvertAngle},
		Examples: []Example{
			{"convert_angle(180, 'Degree', 'Radian')", "3.141592653589793"},
			{"convert_angle(1, 'Arcminute', 'Arcsecond')", "60.0"},
		},
	},
	{
		Sigs:     []string{"convert_energy(value: real, from: string in energy, to: string in energy) real"},
		Foldable: true,
		Doc:      "Converts an energy between units.",
		Go:       []any{kql.ConvertEnergy},
		Examples: []Example{
			{"convert_energy(1, 'KilowattHour', 'Megajoule')", "3.6"},
			{"convert_energy(real(null), 'Joule', 'Erg')", "null"},
		},
	},
	{
		Sigs:     []string{"convert_force(value: real, from: string in force, to: string in force) real"},
		Foldable: true,
		Doc:      "Converts a force between units.",
		Go:       []any{kql.ConvertForce},
		Examples: []Example{
			{"convert_force(25, 'Newton', 'Decanewton')", "2.5"},
			{"convert_force(real(null), 'Newton', 'Dyn')", "null"},
		},
	},
	{
		Sigs:     []string{"convert_length(value: real, from: string in length, to: string in length) real"},
		Foldable: true,
		Doc:      "Converts a length between units.",
		Go:       []any{kql.ConvertLength},
		Examples: []Example{
			{"convert_length(3, 'Kilometer', 'Meter')", "3000.0"},
			{"convert_length(2, 'Mile', 'Mile')", "2.0"},
		},
	},
	{
		Sigs:     []string{"convert_mass(value: real, from: string in mass, to: string in mass) real"},
		Foldable: true,
		Doc:      "Converts a mass between units.",
		Go:       []any{kql.ConvertMass},
		Examples: []Example{
			{"convert_mass(3, 'Kilogram', 'Gram')", "3000.0"},
			{"convert_mass(1, 'Kilogram', 'nonesuch')", "null"},
		},
	},
	{
		Sigs:     []string{"convert_speed(value: real, from: string in speed, to: string in speed) real"},
		Foldable: true,
		Doc:      "Converts a speed between units.",
		Go:       []any{kql.ConvertSpeed},
		Examples: []Example{
			{"convert_speed(36, 'KilometerPerHour', 'MeterPerSecond')", "10.0"},
			{"convert_speed(real(null), 'Knot', 'Knot')", "null"},
		},
	},
	{
		Sigs:     []string{"convert_temperature(value: real, from: string in temperature, to: string in temperature) real"},
		Foldable: true,
		Doc:      "Converts a temperature between units.",
		Go:       []any{kql.ConvertTemperature},
		Examples: []Example{
			{"convert_temperature(1.5, 'Kelvin', 'Kelvin')", "1.5"},
			{"convert_temperature(0, 'Kelvin', 'DegreeCelsius')", "-273.15"},
		},
	},
	{
		Sigs:     []string{"convert_volume(value: real, from: string in volume, to: string in volume) real"},
		Foldable: true,
		Doc:      "Converts a volume between units.",
		Go:       []any{kql.ConvertVolume},
		Examples: []Example{
			{"convert_volume(2, 'CubicMeter', 'Liter')", "2000.0"},
			{"convert_volume(1, 'Liter', 'Liter')", "1.0"},
		},
	},
}
