package kql

import "strings"

// csvRecord returns the fields of the first record of text. A field that starts with a quote ends at the next single one;
// two quotes in it are one, and commas and line ends in it are text.
func csvRecord(text string) []string {
	var fields []string
	for {
		var field strings.Builder
		if strings.HasPrefix(text, `"`) {
			for text = text[1:]; ; {
				i := strings.IndexByte(text, '"')
				if i < 0 {
					field.WriteString(text)
					text = ""
					break
				}
				field.WriteString(text[:i])
				text = text[i+1:]
				if !strings.HasPrefix(text, `"`) {
					break
				}
				field.WriteByte('"')
				text = text[1:]
			}
		}
		end := strings.IndexAny(text, ",\r\n")
		if end < 0 {
			end = len(text)
		}
		field.WriteString(text[:end])
		fields = append(fields, field.String())
		if end == len(text) || text[end] != ',' {
			return fields
		}
		text = text[end+1:]
	}
}
