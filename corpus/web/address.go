package web

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"footnote/corpus"
)

const maxAddress = 2000 // bytes

// errCredentials does not repeat the address, nor does any other error here.
var errCredentials = corpus.ErrAddress.Errorf("its address holds a user name or password; remove it: pages that ask for a login are not read")

// parseAddress reads an address, relative to base where there is one, and
// brings it into the form by which it is known: scheme and host in lower case,
// escapes in upper case, without the default port, the fragment and what only
// tells from where a reader came.
func parseAddress(raw string, base *url.URL) (*url.URL, error) {
	raw = strings.TrimSpace(raw)
	if len(raw) > maxAddress {
		return nil, corpus.ErrAddress.Errorf("its address is longer than %d bytes; shorten it", maxAddress)
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, corpus.ErrAddress.Errorf("is not a web address; write https://…")
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	scheme := strings.ToLower(u.Scheme)
	switch {
	case u.User != nil:
		return nil, errCredentials
	case u.Hostname() == "" || scheme != "http" && scheme != "https":
		return nil, corpus.ErrAddress.Errorf("is not a web address; write https://…")
	}
	host := strings.ToLower(u.Host)
	host = strings.TrimSuffix(host, map[string]string{"http": ":80", "https": ":443"}[scheme])
	clean := &url.URL{Scheme: scheme, Host: strings.TrimSuffix(host, ":"), Path: u.Path, RawPath: escapes.ReplaceAllStringFunc(u.RawPath, strings.ToUpper), RawQuery: dropTracking(u.RawQuery)}
	if clean.Path == "" {
		clean.Path = "/"
	}
	if len(clean.String()) > maxAddress {
		return nil, corpus.ErrAddress.Errorf("its address is longer than %d bytes; shorten it", maxAddress)
	}
	return clean, nil
}

var escapes = regexp.MustCompile(`%[0-9a-fA-F]{2}`)

var tracking = []string{"fbclid", "gclid", "msclkid", "mc_cid", "mc_eid"}

func dropTracking(query string) string {
	parts := strings.Split(query, "&")
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool {
		key, _, _ := strings.Cut(strings.ToLower(part), "=")
		return strings.HasPrefix(key, "utm_") || slices.Contains(tracking, key)
	}), "&")
}

func sameHost(a, b *url.URL) bool {
	return strings.TrimPrefix(a.Host, "www.") == strings.TrimPrefix(b.Host, "www.")
}

var loginNames = []string{"login", "logon", "signin", "sso", "passport", "cas", "idp", "adfs", "saml", "oauth2", "userlogin"}

// looksLikeLogin tells by its address a page that asks who one is. Only whole
// names count: /passport-rules.pdf is a document.
func looksLikeLogin(u *url.URL) bool {
	parts := append(strings.Split(u.Hostname(), "."), strings.Split(u.Path, "/")...)
	return slices.ContainsFunc(parts, func(part string) bool {
		part = strings.TrimSuffix(part, path.Ext(part))
		part = strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(part))
		return slices.Contains(loginNames, part)
	})
}

// isHome reports whether an address is the first page of its site.
func isHome(u *url.URL) bool {
	name := strings.ToLower(strings.Trim(u.Path, "/"))
	base, _, _ := strings.Cut(name, ".")
	return u.RawQuery == "" && (name == "" || base == "index" || base == "default" || base == "home")
}
