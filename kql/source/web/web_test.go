package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/kqlc/kqlc/kql/source/web"
)

func TestGet(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/a.csv" {
			http.NotFound(w, r)
			return
		}
		io.WriteString(w, "a,1")
	}))
	defer server.Close()
	body, err := web.Get(server.URL + "/a.csv?sig=secret")
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	if text, err := io.ReadAll(body); string(text) != "a,1" || err != nil {
		t.Errorf("%q, %v", text, err)
	}
	_, err = web.Get(server.URL + "/b.csv?sig=secret")
	if want := "/b.csv cannot be had: 404 Not Found"; err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("%v, want … %s", err, want)
	}
	server.Close()
	if _, err = web.Get(server.URL + "/a.csv?sig=secret"); err == nil || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
}
