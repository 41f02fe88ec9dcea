package engine

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
)

// Sources are what rules read besides events.
type Sources struct {
	// External are the files of external data, by the address that the rules name; an address that is not there has to be
	// the path of a file, or is fetched.
	External map[string]string
	// Fetch gets what stands at an address of the web; nil fetches nothing.
	Fetch func(url string) (io.ReadCloser, error)
	// Formats are those of files that are not read from front to end, as Parquet.
	Formats []source.Format
	// Watchlists are those of Sentinel, by alias.
	Watchlists map[string]*Watchlist
	// Enrichments are what functions of the service know, by their names.
	Enrichments map[string]*Enrichment
	// GeoIP is nil where no address is known.
	GeoIP *GeoIP
}

// Sources reads the files of the flags.
func (d *Data) Sources() (*Sources, error) {
	s := &Sources{External: map[string]string{}, Watchlists: map[string]*Watchlist{}, Enrichments: map[string]*Enrichment{}}
	if d.AllowHTTP {
		if d.Fetch == nil {
			return nil, UsageError("this program cannot fetch from the network")
		}
		s.Fetch = d.Fetch
	}
	for _, text := range d.External {
		uri, name, ok := cutLast(text)
		if !ok {
			return nil, usage("--external is URI=FILE, not %q", text)
		}
		s.External[uri] = name
	}
	for _, text := range d.Watchlists {
		alias, name, ok := cutLast(text)
		if !ok {
			return nil, usage("--watchlist is NAME=FILE or NAME:KEY=FILE, not %q", text)
		}
		alias, key, _ := strings.Cut(alias, ":")
		w, err := LoadWatchlist(name, key)
		if err != nil {
			return nil, usage("the watchlist %s: %v", alias, err)
		}
		s.Watchlists[alias] = w
	}
	for _, text := range d.Enrichments {
		function, name, ok := cutLast(text)
		if !ok {
			return nil, usage("--enrich is FUNCTION=FILE, not %q", text)
		}
		e, err := LoadEnrichment(function, name)
		if err != nil {
			return nil, usage("the enrichment %s: %v", function, err)
		}
		s.Enrichments[function] = e
	}
	if d.GeoIP != "" {
		g, err := LoadGeoIP(d.GeoIP)
		if err != nil {
			return nil, UsageError(err.Error())
		}
		s.GeoIP = g
	}
	return s, nil
}

// cutLast cuts a text at its last =: an address may have more of them.
func cutLast(text string) (before, after string, ok bool) {
	i := strings.LastIndexByte(text, '=')
	if i <= 0 || i == len(text)-1 {
		return "", "", false
	}
	return text[:i], text[i+1:], true
}

// bind lets evaluations of env read the sources. fail is told of what cannot be read, warn, once each, of what is missing.
func (s *Sources) bind(env *kql.Env, warn, fail func(error)) {
	var lock sync.Mutex
	told := map[string]bool{}
	once := func(format string, args ...any) {
		lock.Lock()
		defer lock.Unlock()
		if text := fmt.Sprintf(format, args...); !told[text] {
			told[text] = true
			warn(errors.New(text))
		}
	}
	env.External = func(of kql.External, columns []kql.Column, push func()) {
		switch of.Function {
		case "":
			if err := s.read(of, columns, push); err != nil {
				fail(err)
			}
		case getWatchlist:
			w := s.Watchlists[of.Argument]
			if w == nil {
				once("the watchlist %s is empty: give its items by --watchlist %[1]s=FILE", of.Argument)
				return
			}
			w.each(env.Now, columns, push)
		case getWatchlistAlias:
			s.aliases(columns, push)
		}
	}
	env.Enrich = func(function, key string) kql.Dynamic {
		e := s.Enrichments[function]
		if e == nil {
			once("%s() knows nothing: give what it knows by --enrich %[1]s=FILE", function)
			return kql.Dynamic{}
		}
		return e.Lookup(key)
	}
	if env.GeoIP = s.noGeoIP(once); s.GeoIP != nil {
		env.GeoIP = s.GeoIP.Lookup
	}
}
