package quantity

import (
	"strings"
	"testing"
)

// A passage has about 200 words in English and 500 characters in Chinese.
func BenchmarkFindInPassages(b *testing.B) {
	for name, text := range map[string]string{
		"english with figures": strings.Repeat("The municipality will subsidise up to 30 % of the cost of computing power, at most RMB 10 million a year. ", 5) +
			strings.Repeat("From June 2024 to the end of 2027, enterprises that build at least three pilot lines may apply under Article 12 of the plan. ", 5),
		"english without figures": strings.Repeat("Private companies and foreign capital have an important part to play in building a modern industrial system, as the ministry said in its explainer. ", 8),
		"chinese with figures": strings.Repeat("市政府对企业租用智能算力的费用给予最高百分之三十的补贴，每家企业每年不超过1000万元。", 6) +
			strings.Repeat("2024年6月至2027年底，建设三条以上中试线的企业可依据第十二条提出申请。", 6),
		"chinese without figures": strings.Repeat("民营企业和外资同样将在建设现代化产业体系的过程中发挥重要作用，主管部门在解读文章中强调了这些方面。", 10),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Find(text)
			}
		})
	}
}
