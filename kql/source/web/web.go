// Package web gets files from addresses of the web.
package web

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// limit is how long one file may take.
const limit = 5 * time.Minute

// Get returns what stands at an address, which the caller closes. Errors name the address without its query, which may
// hold a signature.
func Get(address string) (io.ReadCloser, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("the address is malformed")
	}
	u.RawQuery, u.User = "", nil
	client := http.Client{Timeout: limit}
	answer, err := client.Get(address)
	if err != nil {
		if wrapped, ok := err.(*url.Error); ok {
			err = wrapped.Err
		}
		return nil, fmt.Errorf("%s cannot be had: %w", u, err)
	}
	if answer.StatusCode != http.StatusOK {
		answer.Body.Close()
		return nil, fmt.Errorf("%s cannot be had: %s", u, answer.Status)
	}
	return answer.Body, nil
}
