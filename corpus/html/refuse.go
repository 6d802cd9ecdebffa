package html

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html/atom"

	"footnote/corpus"
)

// little is how much text a page may have, in columns, to be taken for what it
// says of itself. A document that speaks of logging in has more.
const little = 700

var (
	loginWords     = regexp.MustCompile(`(?i)\b(?:log ?in|sign ?in|password|single sign-on)\b|登录|登錄|登入|密码|密碼|扫码登`)
	challengeWords = regexp.MustCompile(`(?i)enable (?:javascript|cookies)|javascript (?:is )?(?:required|disabled)|just a moment|checking your browser|verify (?:that )?you are (?:a )?human|captcha|请(?:开启|启用|打开).{0,12}javascript|(?:安全|访问|人机)验证|验证码|启用javascript`)
	missingWords   = regexp.MustCompile(`(?i)^(?:(?:error )?404\b|(?:(?:sorry|oops)\W{1,3})?(?:the |this |that )?(?:requested )?page (?:you .{0,40})?(?:was |is )?(?:not found|cannot be found|could not be found|can['’]t be found|does not exist)|not found$|.{0,12}(?:页面|文章|内容|网页)(?:不存在|未找到|已删除|找不到)|(?:您访问的|无法找到|找不到).{0,12}(?:页面|网页))`)
)

// refuse returns an error where the page holds no document: nothing at all, or
// little beside a form to log in, a request for a script or word that the
// document is not there.
func (p *page) refuse(blocks []block) error {
	columns := 0
	var text strings.Builder
	for _, b := range blocks {
		if columns += textWidth(b.Text); columns > little {
			return nil
		}
		text.WriteString(b.Text + "\n")
	}
	said := p.title + "\n" + text.String()
	switch {
	case p.asksPassword() && loginWords.MatchString(said+p.buttons()):
		return fmt.Errorf("%w; save the document itself after logging in, or name its address in %s", corpus.ErrLoginPage, corpus.SourcesFile)
	case missingWords.MatchString(strings.TrimSpace(p.title)) || missingWords.MatchString(strings.TrimSpace(text.String())):
		return fmt.Errorf("%w: the page says that the document was not found; correct its address", corpus.ErrNoText)
	case columns < little/2 && challengeWords.MatchString(said+p.noscript):
		return fmt.Errorf("%w without its scripts, or before a check of the browser; open it in a browser and save what is shown", corpus.ErrNoText)
	case columns == 0 && p.leadsOn():
		return fmt.Errorf("%w and leads to another page; save that one", corpus.ErrNoText)
	case columns == 0:
		return fmt.Errorf("%w that a reader of the page would see; open it in a browser and save what is shown", corpus.ErrNoText)
	}
	return nil
}

func (p *page) asksPassword() bool {
	for i := range p.nodes {
		if n := &p.nodes[i]; n.tag == atom.Input && strings.EqualFold(n.get("type"), "password") {
			return true
		}
	}
	return false
}

// buttons returns what the fields of forms say.
func (p *page) buttons() string {
	var b strings.Builder
	for i := range p.nodes {
		if n := &p.nodes[i]; n.tag == atom.Input && b.Len() < little {
			b.WriteString(n.get("value") + "\n")
		}
		if n := &p.nodes[i]; n.is&isText != 0 && p.nodes[n.parent].tag == atom.Button && b.Len() < little {
			b.WriteString(n.text + "\n")
		}
	}
	return b.String()
}

// leadsOn reports whether the page only sends its reader to another.
func (p *page) leadsOn() bool {
	for i := range p.nodes {
		if n := &p.nodes[i]; n.tag == atom.Meta && strings.EqualFold(n.get("http-equiv"), "refresh") && strings.Contains(strings.ToLower(n.get("content")), "url") {
			return true
		}
	}
	return false
}
