// Package web fetches the documents of a [corpus.Source] from the web, politely
// and safely.
//
// Polite: it says who it is, obeys robots.txt (RFC 9309), makes one request at
// a time to a host and at most one a second to a public one, asks only for what
// changed (If-None-Match, If-Modified-Since), waits when it is told to, and
// leaves a host alone that has stopped answering.
//
// Safe: what a server sends is hostile until proven otherwise. Its size, speed,
// headers, redirects, links and lists are bounded. Addresses of private networks
// are refused unless the source allows them, and it is the connected address
// that is checked, so that a name which resolves to such an address does not
// help. Proxies of the environment are not used: behind one, that check would
// see only the proxy. No cookies, no Referer, no credentials.
package web
