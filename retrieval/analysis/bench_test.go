package analysis

import (
	"strings"
	"testing"
)

func BenchmarkTokens(b *testing.B) {
	for name, sentence := range map[string]string{
		"english":     "The municipality will subsidise up to 30 % of the cost of computing power, at most RMB 10 million a year. ",
		"chinese":     "市政府对企业租用智能算力的费用给予最高百分之三十的补贴，每家企业每年不超过1000万元。",
		"traditional": "市政府對企業租用智能算力的費用給予最高百分之三十的補貼，每家企業每年不超過1000萬元。",
	} {
		text := strings.Repeat(sentence, 10)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Tokens(text)
			}
		})
	}
}
