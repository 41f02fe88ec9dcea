package engine

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/kqlc/kqlc/kql"
)

// enrichmentKeys are the columns by which functions of the service find what they know.
var enrichmentKeys = map[string][]string{
	"FileProfile": {"SHA1", "SHA256", "MD5"},
	"SeenBy":      {"DeviceId"},
}

// Enrichment is what a function of the service knows: bags by their keys, which are hashes or identities.
type Enrichment struct{ known map[string]kql.Dynamic }

// LoadEnrichment reads a file of what a function knows, in the forms that [LoadWatchlist] takes. A column named after each
// key, such as SHA1, holds the keys.
func LoadEnrichment(function, name string) (*Enrichment, error) {
	keys := enrichmentKeys[function]
	if keys == nil {
		return nil, fmt.Errorf("there is no such function; those that take a file are %s",
			strings.Join(slices.Sorted(maps.Keys(enrichmentKeys)), ", "))
	}
	items, err := readItems(name)
	if err != nil {
		return nil, err
	}
	e := &Enrichment{known: map[string]kql.Dynamic{}}
	for _, item := range items {
		for _, key := range keys {
			if value := kql.DynamicToString(kql.Member(item, key)); value != "" {
				e.known[strings.ToLower(value)] = item
			}
		}
	}
	if len(items) > 0 && len(e.known) == 0 {
		return nil, fmt.Errorf("%s has none of the columns %s", name, strings.Join(keys, ", "))
	}
	return e, nil
}

// Lookup is what is known of a key, in any case of its letters; null for nothing.
func (e *Enrichment) Lookup(key string) kql.Dynamic { return e.known[strings.ToLower(key)] }
