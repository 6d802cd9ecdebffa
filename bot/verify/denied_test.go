package verify

import "testing"

func TestEvidenceDeniesAClaimOnlyIfItSaysOtherwise(t *testing.T) {
	english := []string{"The Lingang measures apply until April 2029.", "Subsidies run up to RMB 10 million.", "Companies may not sell the equipment."}
	chinese := []string{"临港措施实施至2029年4月。", "补贴最高为1000万元。", "企业不得转让设备。"}
	for name, tc := range map[string]struct {
		claim    string
		evidence []string
		want     bool
	}{
		"another date":                 {"The Lingang measures apply until April 2030.", english, true},
		"another sum":                  {"Subsidies run up to RMB 30 million.", english, true},
		"what is prohibited":           {"Companies may sell the equipment.", english, true},
		"what it says":                 {"Subsidies run up to RMB 10 million.", english, false},
		"what it leaves open":          {"The Lingang measures apply to shipyards.", english, false},
		"something else":               {"Tea is grown in the hills.", english, false},
		"chinese, another sum":         {"补贴最高为3000万元。", chinese, true},
		"chinese, what is prohibited":  {"企业可以转让设备。", chinese, true},
		"chinese, what it says":        {"补贴最高为1000万元。", chinese, false},
		"chinese, what it leaves open": {"补贴由财政部门按月发放。", chinese, false},
	} {
		t.Run(name, func(t *testing.T) {
			ev := Evidence{Sentences: tc.evidence}
			v := Claim(tc.claim, ev)
			if got := Denied(tc.claim, ev, v); got != tc.want {
				t.Errorf("got %v, want %v, of %+v", got, tc.want, v)
			}
		})
	}
}
