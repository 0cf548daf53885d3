package settings

import (
	"errors"
	"net/netip"
	"net/url"
	"strings"
)

// Embedded is the value of backend.url that names the model inside sluice.
const Embedded = "embedded"

func readURL(v value, _ Source) (string, error) {
	text, err := v.text()
	if err != nil || text == "" || text == Embedded {
		return text, err
	}
	if err := CheckURL(text); err != nil {
		return "", err
	}
	return strings.TrimRight(text, "/"), nil
}

// CheckURL reports why a backend may not be reached at a URL: text leaves this machine by https only.
// The errors do not show the URL, since it may hold a password.
func CheckURL(text string) error {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "" || u.Opaque != "":
		return errors.New(`must be a URL such as http://127.0.0.1:8080/v1, or "embedded"`)
	case u.User != nil:
		return errors.New("must not hold a user or a password; say where the key comes from in backend.key")
	case u.RawQuery != "" || u.Fragment != "":
		return errors.New("must not hold a query or a fragment")
	case u.Scheme == "https", u.Scheme == "http" && Loopback(u.Hostname()):
		return nil
	case u.Scheme == "http":
		return errors.New("must be https, since this host is not on your machine")
	}
	return errors.New("must begin with https://, or with http:// for a server on this machine")
}

// Loopback reports whether a host name or address always means this machine.
func Loopback(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}
