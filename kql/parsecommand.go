package kql

// windowsArguments splits a command line as CommandLineToArgvW does. The program's name ends at a blank or, quoted, at the
// next quote, and a line that starts with a blank has an empty one. In the arguments behind it 2n backslashes before a
// quote are n backslashes and the quote counts, 2n+1 are n backslashes and a quote that is text; a third quote in a row
// is text.
func windowsArguments(line string) []string {
	if line == "" {
		return nil
	}
	isBlank := func(c byte) bool { return c == ' ' || c == '\t' }
	i := 0
	var program string
	if line[0] == '"' {
		for i = 1; i < len(line) && line[i] != '"'; i++ {
		}
		program = line[1:i]
		i = min(i+1, len(line))
	} else {
		for i < len(line) && !isBlank(line[i]) {
			i++
		}
		program = line[:i]
	}
	arguments := []string{program}
	for {
		for i < len(line) && isBlank(line[i]) {
			i++
		}
		if i == len(line) {
			return arguments
		}
		var argument []byte
		quotes, backslashes := 0, 0
		for ; i < len(line) && (quotes > 0 || !isBlank(line[i])); i++ {
			switch c := line[i]; c {
			case '\\':
				backslashes++
				argument = append(argument, c)
			case '"':
				argument = argument[:len(argument)-(backslashes+1)/2]
				if backslashes%2 == 1 {
					argument = append(argument, c)
				} else {
					quotes++
				}
				backslashes = 0
				for i+1 < len(line) && line[i+1] == '"' {
					i++
					if quotes++; quotes == 3 {
						argument = append(argument, c)
						quotes = 0
					}
				}
				if quotes == 2 {
					quotes = 0
				}
			default:
				backslashes = 0
				argument = append(argument, c)
			}
		}
		arguments = append(arguments, string(argument))
	}
}
