package catalog

// unitsFunctions are the conversions between units of measure.
var unitsFunctions = []Function{
	{
		Sigs:     []string{"convert_angle(value: real, from: string in angle, to: string in angle) real"},
		Foldable: true,
		Doc:      "Converts an angle between units.",
		Missing:  "units of measure are not implemented",
	},
	{
		Sigs:     []string{"convert_energy(value: real, from: string in energy, to: string in energy) real"},
		Foldable: true,
		Doc:      "Converts an energy between units.",
		Missing:  "units of measure are not implemented",
	},
	{
		Sigs:     []string{"convert_force(value: real, from: string in force, to: string in force) real"},
		Foldable: true,
		Doc:      "Converts a force between units.",
		Missing:  "units of measure are not implemented",
	},
	{
		Sigs:     []string{"convert_length(value: real, from: string in length, to: string in length) real"},
		Foldable: true,
		Doc:      "Converts a length between units.",
		Missing:  "units of measure are not implemented",
	},
	{
		Sigs:     []string{"convert_mass(value: real, from: string in mass, to: string in mass) real"},
		Foldable: true,
		Doc:      "Converts a mass between units.",
		Missing:  "units of measure are not implemented",
	},
	{
		Sigs:     []string{"convert_speed(value: real, from: string in speed, to: string in speed) real"},
		Foldable: true,
		Doc:      "Converts a speed between units.",
		Missing:  "units of measure are not implemented",
	},
	{
		Sigs:     []string{"convert_temperature(value: real, from: string in temperature, to: string in temperature) real"},
		Foldable: true,
		Doc:      "Converts a temperature between units.",
		Missing:  "units of measure are not implemented",
	},
	{
		Sigs:     []string{"convert_volume(value: real, from: string in volume, to: string in volume) real"},
		Foldable: true,
		Doc:      "Converts a volume between units.",
		Missing:  "units of measure are not implemented",
	},
}
