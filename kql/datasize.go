package kql

// DataSize is estimate_data_size() of a value of fixed size: the bytes that hold it (Kusto: estimate-data-size-function).
func DataSize[T bool | int32 | int64 | float64 | DateTime | TimeSpan | GUID | Decimal](v T) int64 {
	switch any(v).(type) {
	case bool:
		return 1
	case int32:
		return 4
	case GUID:
		return 16
	case Decimal:
		return 17
	}
	return 8
}

// DataSizeText is the bytes of the text in UTF-8.
func DataSizeText(text string) int64 { return int64(len(text)) }

// DataSizeDynamic is the bytes of the JSON text.
func DataSizeDynamic(d Dynamic) int64 { return int64(len(d.AppendJSON(nil))) }
