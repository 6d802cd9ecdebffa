package docx

// A run is a part of a paragraph in one dress.
type run struct {
	hidden bool
	bold   bool
}

// inline reads a part of a paragraph.
func (p *parser) inline(e element) error {
	switch e.name() {
	case "r":
		return p.run()
	case "sdt":
		return p.control(p.inline)
	case "AlternateContent":
		return p.alternate(p.inline)
	case "oMath", "oMathPara":
		return p.formula()
	case "fldSimple":
		if isListing(e.attr("instr")) {
			p.dropContentsTitle()
			return p.c.skip()
		}
		return p.c.children(p.inline)
	case "hyperlink", "ins", "moveTo", "smartTag", "customXml", "dir", "bdo":
		return p.c.children(p.inline)
	}
	return p.c.skip()
}

func (p *parser) run() error {
	base := p.para.base
	r := run{hidden: base.hidden == 1, bold: base.bold == 1}
	return p.c.children(func(e element) error {
		if e.name() != "rPr" {
			return p.runPart(e, r)
		}
		own := unstated()
		err := own.readRun(p.c)
		own = own.over(p.styles.of(own.style)).over(base)
		r = run{hidden: own.hidden == 1, bold: own.bold == 1}
		return err
	})
}

func (p *parser) runPart(e element, r run) error {
	switch e.name() {
	case "t":
		text, err := p.c.text()
		p.write(text, r)
		return err
	case "instrText":
		text, err := p.c.text()
		p.fields.instruct(text)
		return err
	case "fldChar":
		listing, err := p.fields.mark(e.attr("fldCharType"))
		if err != nil {
			return err
		}
		if listing {
			p.dropContentsTitle()
		}
	case "tab", "ptab":
		p.write(" ", r)
	case "br":
		p.write(lineBreak(e.attr("type")), r)
	case "cr":
		p.write("\n", r)
	case "noBreakHyphen":
		p.write("-", r)
	case "sym":
		p.write(symbol(e.attr("font"), e.attr("char")), r)
	case "footnoteReference", "endnoteReference":
		p.cite(e, r)
	case "AlternateContent":
		return p.alternate(func(e element) error { return p.runPart(e, r) })
	case "drawing", "pict", "object":
		return p.c.children(p.picture(r))
	case "ruby":
		return p.c.children(p.ruby)
	}
	return p.c.skip()
}

func lineBreak(kind string) string {
	if kind == "column" || kind == "page" {
		return " "
	}
	return "\n"
}

// ruby reads the characters that have their pronunciation above them.
func (p *parser) ruby(e element) error {
	if e.name() == "rubyBase" {
		return p.c.children(p.inline)
	}
	return p.c.skip()
}

// shows reports whether a run is shown where it stands.
func (p *parser) shows(r run) bool {
	return !r.hidden && (p.all || p.fields.visible())
}

// write adds text where it is shown.
func (p *parser) write(text string, r run) {
	if text == "" || !p.shows(r) {
		return
	}
	p.para.text.WriteString(text)
	p.written++
	for _, c := range text {
		if c > ' ' {
			p.para.runes++
			if r.bold {
				p.para.boldRunes++
			}
		}
	}
}

// formula reads the signs of a formula in their order.
func (p *parser) formula() error {
	return p.c.children(func(e element) error {
		switch e.name() {
		case "t":
			text, err := p.c.text()
			p.write(text, run{})
			return err
		case "rPr", "ctrlPr":
			return p.c.skip()
		}
		return p.formula()
	})
}

// picture returns what looks for the text boxes of a drawing. They stand after
// the paragraph that they hang on.
func (p *parser) picture(r run) func(element) error {
	var look func(element) error
	look = func(e element) error {
		switch {
		case e.name() == "AlternateContent":
			return p.alternate(look)
		case e.name() != "txbxContent":
			return p.c.children(look)
		case !p.shows(r):
			return p.c.skip()
		}
		lines, err := p.flow(p.block)
		p.para.boxes = append(p.para.boxes, lines...)
		return err
	}
	return look
}
