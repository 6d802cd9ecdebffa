package html

import (
	"regexp"
	"strings"

	"golang.org/x/net/html/atom"

	"footnote/corpus"
)

// headLabels are what the table at the head of a Chinese government page calls
// its fields.
var headLabels = map[string]string{
	"发文机关": "issuer", "发文单位": "issuer", "制定机关": "issuer", "制发机关": "issuer", "颁布单位": "issuer", "印发机关": "issuer",
	"发布机构": "publisher", "发布机关": "publisher", "发布单位": "publisher", "公开机构": "publisher", "来源": "publisher", "信息来源": "publisher",
	"文号": "number", "发文字号": "number", "发文文号": "number", "文件编号": "number", "文件号": "number",
	"发布日期": "published", "公布日期": "published", "发文日期": "published", "发布时间": "published", "印发日期": "published",
	"发表时间": "published", "成文日期": "written", "生成日期": "written",
	"实施日期": "from", "施行日期": "from", "生效日期": "from", "失效日期": "to", "废止日期": "to",
	"有效性": "status", "时效性": "status", "效力状态": "status", "文件状态": "status",
	"索引号": "", "主题词": "", "主题分类": "", "分类": "", "标题": "", "名称": "", "信息名称": "", "关键词": "",
}

// maxHeadValue is the longest value of a field, in bytes.
const maxHeadValue = 200

// head reads the fields at the head of the page: before the document itself,
// and in a table that it begins with.
func (p *page) head(main int32, blocks []block) corpus.Meta {
	units := p.headUnits(main)
	for _, b := range blocks[:min(len(blocks), 12)] {
		if b.Kind == corpus.Row {
			units = append(units, strings.Split(b.Text, " | ")...)
		}
	}
	fields := readFields(units)
	meta := corpus.Meta{Issuer: fields["issuer"], Published: dateIn(fields["published"])}
	if meta.Published.IsZero() {
		meta.Published = dateIn(fields["written"])
	}
	if number := strings.ReplaceAll(fields["number"], " ", ""); strings.HasSuffix(number, "号") {
		meta.Number = number
	}
	if source := fields["publisher"]; meta.Issuer == "" && source != "" && strings.Contains(p.title, source+"关于") {
		meta.Issuer = source
	}
	meta.Status = statusWords[fields["status"]]
	meta.EffectiveFrom, meta.EffectiveTo = dateIn(fields["from"]), dateIn(fields["to"])
	if !meta.EffectiveTo.IsZero() && meta.EffectiveTo.Compare(meta.EffectiveFrom) < 0 {
		meta.EffectiveFrom, meta.EffectiveTo = corpus.Date{}, corpus.Date{}
	}
	return meta
}

var statusWords = map[string]corpus.Status{
	"有效": corpus.StatusInForce, "现行有效": corpus.StatusInForce,
	"失效": corpus.StatusExpired, "已失效": corpus.StatusExpired,
	"废止": corpus.StatusRepealed, "已废止": corpus.StatusRepealed, "尚未生效": corpus.StatusNotYet,
}

// maxHeadUnits bounds what is read before the document.
const maxHeadUnits = 2000

// nextCell stands between the texts of two cells: a value is in the same as its
// label or in the next.
const nextCell = ""

// headUnits returns the texts that stand alone before the document: of blocks,
// of cells and of their parts.
func (p *page) headUnits(main int32) []string {
	var units []string
	for i := int32(1); i < main && len(units) < maxHeadUnits; i++ {
		n := &p.nodes[i]
		switch {
		case n.is&(isHidden|isChrome) != 0:
			i = n.end - 1
		case n.is&isText != 0:
			if text := squeeze(n.text); text != "" {
				units = append(units, text)
			}
		case n.tag == atom.Td || n.tag == atom.Th || n.tag == atom.Dd:
			units = append(units, nextCell)
		case n.tag == atom.Li || n.tag == atom.Tr:
			units = append(units, nextCell, nextCell)
		}
	}
	return units
}

var headLabel = regexp.MustCompile(`^[\[【]?(\p{Han}[\p{Han} ]{1,12}?)[\]】]? ?[:：]`)

// readFields finds label and value in texts: in one, or in two that follow each
// other. The first that has a value counts.
func readFields(units []string) map[string]string {
	fields := make(map[string]string)
	pending, cells := "", 0
	for _, unit := range parted(units) {
		if unit == nextCell {
			if cells++; cells > 1 {
				pending = ""
			}
			continue
		}
		label, value := splitLabel(unit)
		field, known := headLabels[label]
		switch {
		case known && value == "":
			pending, cells = field, 0
			continue
		case !known:
			field, value = pending, unit
		}
		pending = ""
		if field != "" && fields[field] == "" && len(value) <= maxHeadValue {
			fields[field] = value
		}
	}
	return fields
}

// splitLabel parts 文号：国发〔2024〕1号; a label may also stand alone.
func splitLabel(unit string) (label, value string) {
	if m := headLabel.FindStringSubmatch(unit); m != nil {
		return strings.ReplaceAll(m[1], " ", ""), strings.TrimSpace(unit[len(m[0]):])
	}
	return strings.Trim(strings.ReplaceAll(unit, " ", ""), "[]【】:："), ""
}

// parted parts the texts that hold several fields.
func parted(units []string) []string {
	var out []string
	for _, unit := range units {
		begin := 0
		for i := range unit {
			if i > begin && unit[i-1] == ' ' && headLabel.MatchString(unit[i:]) {
				out = append(out, strings.TrimSpace(unit[begin:i]))
				begin = i
			}
		}
		out = append(out, strings.TrimSpace(unit[begin:]))
	}
	return out
}
