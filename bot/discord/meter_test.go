package discord

import (
	"fmt"
	"testing"
	"time"
)

func TestAMeterAllowsSoManyQuestionsInAnyStretchOfTime(t *testing.T) {
	var m meter
	start := time.Unix(1_700_000_000, 0)
	person := quota{Rate{2, time.Hour}, ofPerson, "ann"}
	all := quota{Rate{3, 24 * time.Hour}, ofAll, ""}
	other := quota{Rate{2, time.Hour}, ofPerson, "bo"}
	for _, step := range []struct {
		after  time.Duration
		quotas []quota
		scope  scope
		until  time.Duration // 0: it is allowed
	}{
		{0, []quota{person, all}, 0, 0},
		{30 * time.Minute, []quota{person, all}, 0, 0},
		{31 * time.Minute, []quota{person, all}, ofPerson, time.Hour},
		{59 * time.Minute, []quota{person, all}, ofPerson, time.Hour},
		{60 * time.Minute, []quota{person, all}, 0, 0},
		{61 * time.Minute, []quota{person, all}, ofAll, 24 * time.Hour}, // of both, what lasts longer
		{61 * time.Minute, []quota{other, all}, ofAll, 24 * time.Hour},
		{61 * time.Minute, []quota{other}, 0, 0}, // what was declined has not counted
		{62 * time.Minute, []quota{other}, 0, 0},
		{24 * time.Hour, []quota{person, all}, 0, 0},
	} {
		over, until, ok := m.take(start.Add(step.after), step.quotas)
		if ok != (step.until == 0) || !ok && (over.scope != step.scope || !until.Equal(start.Add(step.until))) {
			t.Errorf("after %v: allowed %v, over %v until %v", step.after, ok, over, until.Sub(start))
		}
	}
}

func TestAQuestionThatWasGivenBackHasNotCounted(t *testing.T) {
	var m meter
	now := time.Now()
	quotas := []quota{{Rate{1, time.Hour}, ofPerson, "ann"}, {Rate{1, time.Hour}, ofAll, ""}}
	for n := range 3 {
		if _, _, ok := m.take(now, quotas); !ok {
			t.Fatalf("the question %d was not allowed", n)
		}
		m.giveBack(now, quotas)
	}
}

func TestAMeterIsBounded(t *testing.T) {
	var m meter
	now := time.Now()
	for n := range 3 * maxTallies {
		m.take(now, []quota{{Rate{1, time.Hour}, ofPerson, fmt.Sprint(n)}})
		m.note(now, fmt.Sprint(n), now.Add(time.Hour))
	}
	if len(m.asked) > maxTallies || len(m.noted) > maxTallies {
		t.Errorf("%d are counted, %d notices remembered", len(m.asked), len(m.noted))
	}
	late := now.Add(2 * time.Hour)
	m.take(late, []quota{{Rate{1, time.Hour}, ofPerson, "late"}})
	m.note(late, "late", late)
	if len(m.asked) > 1 || len(m.noted) > 1 {
		t.Errorf("after all that counted is over %d are counted, %d notices remembered", len(m.asked), len(m.noted))
	}
}

func TestOfSomebodysRolesTheOneThatAllowsTheMostCounts(t *testing.T) {
	few, many, free := Rate{3, time.Hour}, Rate{50, 24 * time.Hour}, Rate{}
	limits := Limits{Person: Rate{20, time.Hour}, Roles: map[string]Rate{"few": few, "many": many, "free": free}}
	for name, test := range map[string]struct {
		roles []string
		want  Rate
	}{
		"without a role":             {nil, limits.Person},
		"with another role":          {[]string{"other"}, limits.Person},
		"with one that allows less":  {[]string{"few"}, few},
		"with two, by questions":     {[]string{"many", "few"}, few}, // 3 an hour are 72 a day
		"with one that has no bound": {[]string{"few", "free", "many"}, free},
	} {
		t.Run(name, func(t *testing.T) {
			if got := limits.rateOf(person{roles: test.roles}); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
