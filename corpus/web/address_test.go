package web

import (
	"errors"
	"net/netip"
	"net/url"
	"strings"
	"testing"
)

func TestAddressesOfNoPublicHostAreRefused(t *testing.T) {
	for address, want := range map[string]string{ // refused: always, unless private ones are allowed, or not
		"0.0.0.0": "always", "169.254.169.254": "always", "100.100.100.200": "always", "224.0.0.1": "always", "255.255.255.255": "always", "240.0.0.1": "always",
		"::": "always", "ff02::1": "always", "fd00:ec2::254": "always", "::ffff:169.254.169.254": "always", "64:ff9b::a9fe:a9fe": "always", "2002:a9fe:a9fe::1": "always",
		"127.0.0.1": "private", "127.8.8.8": "private", "10.1.2.3": "private", "172.16.0.1": "private", "172.31.255.255": "private", "192.168.1.1": "private",
		"169.254.1.1": "private", "100.64.0.1": "private", "192.0.2.1": "private", "198.18.0.1": "private", "::1": "private", "fe80::1": "private", "fe80::1%eth0": "private",
		"fc00::1": "private", "fec0::1": "private", "::ffff:127.0.0.1": "private", "::127.0.0.1": "private", "64:ff9b::7f00:1": "private", "64:ff9b:1::7f00:1": "private",
		"2002:7f00:1::": "private", "2001::1": "private", "2001:db8::1": "private", "100::1": "private",
		"1.1.1.1": "", "172.32.0.1": "", "100.128.0.1": "", "2606:4700::1111": "", "64:ff9b::101:101": "", "::ffff:1.1.1.1": "",
	} {
		addr := netip.MustParseAddr(address)
		public, private := checkAddress(addr, false), checkAddress(addr, true)
		if (public != nil) != (want != "") || (private != nil) != (want == "always") {
			t.Errorf("%s: %v, and where private ones are allowed %v; want %q", address, public, private, want)
		}
		if public != nil && !errors.Is(public, errRefused) {
			t.Errorf("%s: %v", address, public)
		}
	}
}

func TestAddressesAreWrittenInOneWay(t *testing.T) {
	base, _ := url.Parse("https://example.org/a/b?c")
	for raw, want := range map[string]string{
		"HTTPS://Example.ORG:443":            "https://example.org/",
		"http://example.org:80/#top":         "http://example.org/",
		"http://example.org:443/":            "http://example.org:443/",
		" x?utm_source=1&id=2&UTM_x=3&gclid": "https://example.org/a/x?id=2",
		"?utm_source=1":                      "https://example.org/a/b",
		"//Other.org/%7Ex/政策":                "https://other.org/~x/%E6%94%BF%E7%AD%96",
		"../../../x":                         "https://example.org/x",
		"https://example.org/a%2fb%e6%94%Bf": "https://example.org/a%2Fb%E6%94%BF",
	} {
		got, err := parseAddress(raw, base)
		if err != nil || got.String() != want {
			t.Errorf("%q is %v, %v; want %s", raw, got, err, want)
		}
	}
	for _, raw := range []string{"ftp://example.org/", "javascript:alert(1)", "https://", "https://user:hunter2@example.org/", "https:user:hunter2@example.org",
		"https://user:hunter2@[x", "http://\x00", "/" + strings.Repeat("x", 3000), "/" + strings.Repeat("政", 900)} {
		if got, err := parseAddress(raw, base); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%.40q is %v, %v", raw, got, err)
		}
	}
}

func TestLoginAndFirstPagesAreToldByTheirAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.org/login": "login", "https://example.org/user/sign-in.jsp": "login", "https://sso.example.org/": "login home", "https://example.org/cas/x?service=y": "login",
		"https://passport.example.org/a": "login", "https://example.org/passport-rules.pdf": "", "https://example.org/loginov/speech": "",
		"https://example.org": "home", "https://example.org/index.html": "home", "https://example.org/Default.aspx": "home", "https://example.org/?id=1": "", "https://example.org/zh/index.html": "",
	} {
		u, err := parseAddress(address, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		if looksLikeLogin(u) {
			got = append(got, "login")
		}
		if isHome(u) {
			got = append(got, "home")
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s is %q; want %q", address, got, want)
		}
	}
}

func FuzzAddress(f *testing.F) {
	f.Add("HTTP://Example.org:80/a/../b?utm_x=1#c", "//x/%7e")
	f.Fuzz(func(t *testing.T, raw, link string) {
		base, err := parseAddress(raw, nil)
		if err != nil {
			return
		}
		again, err := parseAddress(base.String(), nil)
		if err != nil || again.String() != base.String() {
			t.Fatalf("%q is known as %q and as %v, %v", raw, base, again, err)
		}
		if u, err := parseAddress(link, base); err == nil && (u.User != nil || u.Scheme != "http" && u.Scheme != "https" || u.Fragment != "") {
			t.Fatalf("%q leads to %q", link, u)
		}
	})
}

func FuzzLists(f *testing.F) {
	f.Add([]byte("<urlset><url><loc>/a</loc></url></urlset>"))
	f.Add([]byte("<?xml version='1.0' encoding='x'?><feed><entry><link href='/a'/><title>x&nbsp;</title></entry>"))
	f.Add([]byte("<html><base href=x><a href='/a'>x<script>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		base := &url.URL{Scheme: "https", Host: "example.org", Path: "/"}
		for _, u := range readPage(data).addresses(base) {
			if u.Host == "" {
				t.Fatal(u)
			}
		}
		x, err := newXMLReader(data)
		if err != nil {
			return
		}
		x.records(nil, []string{"url", "sitemap", "item", "entry"}, func(_ string, f fields) bool {
			if m := itemMeta(f); len(m.Title) > 4*maxTitle {
				t.Fatal(m)
			}
			itemLink(f)
			return true
		})
		extensionOf(data, "text/plain", base)
	})
}
