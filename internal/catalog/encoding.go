package catalog

// encodingFunctions are the functions that encode, pack and escape.
var encodingFunctions = []Function{
	{
		Sigs:     []string{"url_encode(url: string) string"},
		Foldable: true,
		Doc:      "Escapes a text for a URL, blanks as plus signs.",
	},
	{
		Sigs:     []string{"url_encode_component(url: string) string"},
		Foldable: true,
		Doc:      "Escapes a text for a part of a URL, blanks as %20.",
	},
	{
		Sigs:     []string{"url_decode(encoded_url: string) string"},
		Foldable: true,
		Doc:      "Undoes the escapes of a URL.",
	},
	{
		Sigs:    []string{"base64_encodestring(string: string) string"},
		Instead: "base64_encode_tostring", Hidden: true, Foldable: true,
		Doc: "Encodes a text in base64.",
	},
	{
		Sigs:     []string{"base64_encode_tostring(string: string) string"},
		Foldable: true,
		Doc:      "Encodes a text in base64.",
	},
	{
		Sigs:     []string{"base64_decode_toarray(base64_string: string) array"},
		Foldable: true,
		Doc:      "Decodes base64 into an array of bytes.",
	},
	{
		Sigs:     []string{"base64_encode_fromarray(base64_string_decoded_as_array: array) string"},
		Foldable: true,
		Doc:      "Encodes an array of bytes in base64.",
	},
	{
		Sigs:    []string{"base64_decodestring(base64_string: string) string"},
		Instead: "base64_decode_tostring", Hidden: true, Foldable: true,
		Doc: "Decodes base64 into a text.",
	},
	{
		Sigs:     []string{"base64_decode_tostring(base64_string: string) string"},
		Foldable: true,
		Doc:      "Decodes base64 into a text.",
	},
	{
		Sigs:     []string{"base64_decode_toguid(base64_string: string) guid"},
		Foldable: true,
		Doc:      "Decodes base64 into a guid.",
	},
	{
		Sigs:     []string{"base64_encode_fromguid(guid: guid) string"},
		Foldable: true,
		Doc:      "Encodes a guid in base64.",
	},
	{
		Sigs:     []string{"zlib_decompress_from_base64_string(string: string) string"},
		Foldable: true,
		Doc:      "Decodes base64 and unpacks zlib into a text.",
	},
	{
		Sigs:     []string{"zlib_compress_to_base64_string(string: string) string"},
		Foldable: true,
		Doc:      "Packs a text with zlib and encodes it in base64.",
	},
	{
		Sigs:     []string{"gzip_decompress_from_base64_string(string: string) string"},
		Foldable: true,
		Doc:      "Decodes base64 and unpacks gzip into a text.",
	},
	{
		Sigs:     []string{"gzip_compress_to_base64_string(string: string) string"},
		Foldable: true,
		Doc:      "Packs a text with gzip and encodes it in base64.",
	},
	{
		Sigs:   []string{"__lz4_compress_dynamic_array_to_base64_string(dynamic: array) string"},
		Hidden: true, Foldable: true,
		Doc: "Packs an array with LZ4 and encodes it in base64.",
	},
	{
		Sigs:     []string{"punycode_to_string(string: string) string"},
		Foldable: true,
		Doc:      "Decodes a text in Punycode.",
	},
	{
		Sigs:     []string{"punycode_from_string(string: string) string"},
		Foldable: true,
		Doc:      "Encodes a text in Punycode.",
	},
	{
		Sigs:     []string{"punycode_domain_from_string(string: string) string"},
		Foldable: true,
		Doc:      "Encodes the labels of a domain name in Punycode.",
	},
	{
		Sigs:     []string{"punycode_domain_to_string(string: string) string"},
		Foldable: true,
		Doc:      "Decodes the labels of a domain name from Punycode.",
	},
}
