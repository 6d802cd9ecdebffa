package web

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"

	"footnote/corpus"
)

const (
	dialTimeout    = 15 * time.Second
	maxHeaderBytes = 64 << 10
)

var errRefused error = corpus.ErrPrivate

// transport checks each address when a connection to it is about to be made,
// after its name was resolved.
func (c *Client) transport(private bool) *http.Transport {
	dialer := &net.Dialer{Timeout: dialTimeout, ControlContext: func(_ context.Context, _, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("%q %w", address, errRefused)
		}
		return c.check(to.Addr(), private)
	}}
	return &http.Transport{
		Proxy:                  nil, // see the package's comment
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    dialTimeout,
		IdleConnTimeout:        30 * time.Second,
		MaxIdleConns:           2 * hostsAtOnce,
		MaxIdleConnsPerHost:    1,
		MaxResponseHeaderBytes: maxHeaderBytes,
	}
}

func prefixes(all ...string) []netip.Prefix {
	var parsed []netip.Prefix
	for _, p := range all {
		parsed = append(parsed, netip.MustParsePrefix(p))
	}
	return parsed
}

var (
	// never are addresses where no document is: those at which clouds hand out
	// credentials, those of everybody, and those of nobody.
	never = prefixes("169.254.169.254/32", "169.254.170.2/32", "100.100.100.200/32", "fd00:ec2::254/128",
		"0.0.0.0/8", "224.0.0.0/3", "::/128", "ff00::/8")

	// local are the addresses of private networks, of this machine and of
	// documentation (IANA special-purpose registries).
	local = prefixes("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
		"192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
		"2001::/23", "2001:db8::/32", "3fff::/20")

	public6   = netip.MustParsePrefix("2000::/3")
	nat64     = netip.MustParsePrefix("64:ff9b::/96")
	sixToFour = netip.MustParsePrefix("2002::/16")
)

// checkAddress refuses addresses that are not of the public internet, whatever
// way they are written; private lets through those of private networks and of
// this machine.
func checkAddress(addr netip.Addr, private bool) error {
	addr = embedded(addr.WithZone("").Unmap())
	if within(never, addr) {
		return fmt.Errorf("%s %w, and no documents are there", addr, errRefused)
	}
	if !private && (within(local, addr) || addr.Is6() && !public6.Contains(addr)) {
		return fmt.Errorf("%s %w; state allow_private: true for this source if that is meant", addr, errRefused)
	}
	return nil
}

// embedded returns the IPv4 address to which a translator or a tunnel leads.
func embedded(addr netip.Addr) netip.Addr {
	b := addr.As16()
	switch {
	case nat64.Contains(addr):
		return netip.AddrFrom4([4]byte(b[12:]))
	case sixToFour.Contains(addr):
		return netip.AddrFrom4([4]byte(b[2:6]))
	}
	return addr
}

func within(all []netip.Prefix, addr netip.Addr) bool {
	for _, p := range all {
		if p.Contains(addr) {
			return true
		}
	}
	return false
}
