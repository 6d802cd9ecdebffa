package html

import (
	"regexp"
	"strconv"
	"strings"
)

// styleFlags reads the declarations of a style that matter here.
func styleFlags(style string) flags {
	d := readCSS(style)
	var is flags
	if d.hides() {
		is |= isHidden
	}
	is |= d.colours()
	if d["mso-list"] == "ignore" {
		is |= isMarker
	}
	if d["display"] == "block" {
		is |= isBlock
	}
	if w := d["font-weight"]; strings.HasPrefix(w, "bold") || w == "600" || w == "700" || w == "800" || w == "900" {
		is |= isBold
	}
	switch align := d["text-align"]; align {
	case "center":
		is |= isCentred
	case "left", "right", "justify", "start", "end":
		is |= isLeft
	}
	return is
}

type css map[string]string

func readCSS(style string) css {
	d := make(css)
	for part := range strings.SplitSeq(strings.ToLower(style), ";") {
		name, value, ok := strings.Cut(part, ":")
		if ok {
			value, _, _ = strings.Cut(value, "!")
			d[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	return d
}

var clippedAway = regexp.MustCompile(`^(?:rect\( *(?:[01](?:px)?[, ]*){4}\)|inset\( *(?:50|100)%)`)

// hides reports whether the style leaves nothing for a reader to see.
func (d css) hides() bool {
	switch {
	case d["display"] == "none", d["mso-hide"] == "all",
		d["visibility"] == "hidden", d["visibility"] == "collapse",
		isZero(d["opacity"]), isZero(d["font-size"]), isTiny(d["font-size"]),
		clippedAway.MatchString(d["clip"]), clippedAway.MatchString(d["clip-path"]),
		strings.Contains(strings.ReplaceAll(d["transform"], " ", ""), "scale(0)"):
		return true
	case d["overflow"] == "hidden" && (isZero(d["height"]) || isZero(d["width"]) || isZero(d["max-height"])),
		d["overflow"] == "hidden" && isTiny(d["height"]) && isTiny(d["width"]):
		return true
	case far(d["text-indent"]), far(d["margin-left"]), far(d["margin-top"]):
		return true
	case d["position"] == "absolute" || d["position"] == "fixed":
		if far(d["left"]) || far(d["top"]) || far(d["right"]) || far(d["bottom"]) {
			return true
		}
	}
	return d["color"] == "transparent"
}

// colours reports whether the text is white, and whether it is given a ground
// to be read on.
func (d css) colours() flags {
	ground := d["background-color"]
	if ground == "" {
		ground = strings.ReplaceAll(d["background"], "url(", "url (")
		ground, _, _ = strings.Cut(ground, " ")
	}
	var is flags
	switch color := d["color"]; {
	case color != "" && color == ground:
		is |= isHidden
	case isWhite(color):
		is |= isPale
	}
	switch ground {
	case "", "transparent", "none", "inherit", "initial":
	default:
		if !isWhite(ground) {
			is |= isGround
		}
	}
	if image := d["background-image"]; image != "" && image != "none" {
		is |= isGround
	}
	return is
}

func isWhite(color string) bool {
	switch strings.ReplaceAll(color, " ", "") {
	case "white", "#fff", "#ffffff", "fff", "ffffff", "rgb(255,255,255)", "rgba(255,255,255,1)":
		return true
	}
	return false
}

// number reads the number that a length begins with.
func number(length string) (n float64, unit string, ok bool) {
	end := strings.IndexFunc(length, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != '-' && r != '+' })
	if end < 0 {
		end = len(length)
	}
	n, err := strconv.ParseFloat(length[:end], 64)
	return n, length[end:], err == nil
}

func isZero(length string) bool {
	n, _, ok := number(length)
	return ok && n == 0
}

func isTiny(length string) bool {
	n, unit, ok := number(length)
	return ok && n <= 1 && (unit == "px" || unit == "pt")
}

// far reports whether a distance leads off the screen.
func far(length string) bool {
	n, unit, ok := number(length)
	return ok && (n <= -500 || n <= -50 && strings.HasSuffix(unit, "em") || n <= -100 && unit != "px" && unit != "pt")
}
