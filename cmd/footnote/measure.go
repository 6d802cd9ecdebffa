package main

import (
	"cmp"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"

	"footnote/bot"
	"footnote/bot/eval"
	"footnote/retrieval"
)

// answers asks the assistant every question.
func (cmd evalCommand) answers(ctx context.Context, p *program) error {
	cases, err := loadFile("--golden", cmd.Golden, eval.LoadGolden)
	if err != nil {
		return err
	}
	before, err := loadBaseline[eval.GoldenReport](cmd.Baseline, "golden")
	if err != nil {
		return err
	}
	c, err := p.config()
	if err != nil {
		return err
	}
	index, err := p.open(ctx, c)
	if err != nil {
		return err
	}
	options, err := c.options(nil, p.warnOf)
	if err != nil {
		return err
	}
	bar := newProgress(p.stderr)
	defer bar.stop()
	asking := func(done, total int) { bar.report("asking", done, total) }
	var report eval.GoldenReport
	if cmd.Scripted {
		report, err = eval.Scripted(ctx, index, cases, asking)
	} else {
		report, err = eval.Golden(ctx, bot.New(index, options), cases, asking)
	}
	bar.stop()
	if err != nil {
		return err
	}
	return finish(cmd, p, report, before)
}

// verifying checks every claim.
func (cmd evalCommand) verifying(ctx context.Context, p *program) error {
	claims, err := loadFile("--claims", cmd.Claims, eval.LoadClaims)
	if err != nil {
		return err
	}
	before, err := loadBaseline[eval.ClaimsReport](cmd.Baseline, "claims")
	if err != nil {
		return err
	}
	var index *retrieval.Index
	if slices.ContainsFunc(claims, func(c eval.Claim) bool { return c.Document != "" }) {
		c, err := p.config()
		if err != nil {
			return err
		}
		if index, err = p.open(ctx, c); err != nil {
			return err
		}
	}
	bar := newProgress(p.stderr)
	defer bar.stop()
	var report eval.ClaimsReport
	err = writeResult("--out", cmd.Out, func(w io.Writer) error {
		report, err = eval.Verify(ctx, index, claims, func(done, total int) { bar.report("checking", done, total) })
		if err != nil || w == nil {
			return err
		}
		return eval.WriteJudgements(w, report.Results)
	})
	bar.stop()
	if err != nil {
		return err
	}
	return finish(cmd, p, report, before)
}

// ranking asks every query of a set, over an index made as that of the
// documents is made.
func (cmd evalCommand) ranking(ctx context.Context, p *program) error {
	mode := retrieval.Mode(cmp.Or(cmd.Mode, string(retrieval.Hybrid)))
	before, err := loadBaseline[eval.RankingReport](cmd.Baseline, "beir")
	if err != nil {
		return err
	}
	bar := newProgress(p.stderr)
	defer bar.stop()
	set, err := cmd.readSet(ctx, bar)
	if err != nil {
		return err
	}
	if before != nil {
		if err := before.Comparable(set, mode); err != nil {
			return usagef("reading --baseline %s: %w", cmd.Baseline, err)
		}
	}
	report, err := cmd.rank(ctx, p, bar, set, mode)
	bar.stop()
	for _, w := range set.Warnings {
		p.warn("%s: %s", cmd.BEIR, w)
	}
	if err != nil {
		return err
	}
	return finish(cmd, p, report, before)
}

func (cmd evalCommand) readSet(ctx context.Context, bar *progress) (*eval.Set, error) {
	dir, err := filepath.Abs(cmd.BEIR)
	if err != nil {
		return nil, usagef("finding --beir %s: %w", cmd.BEIR, err)
	}
	set, err := eval.ReadSet(ctx, os.DirFS(dir), filepath.Base(dir), func(done, total int) { bar.report("reading records (MiB)", done, total) })
	if err != nil {
		return nil, usagef("reading --beir %s: %w", cmd.BEIR, err)
	}
	return set, nil
}

func (cmd evalCommand) rank(ctx context.Context, p *program, bar *progress, set *eval.Set, mode retrieval.Mode) (report eval.RankingReport, err error) {
	c, err := p.config()
	if err != nil {
		return report, err
	}
	product, err := refreshConfig(c, bar.report)
	if err != nil {
		return report, err
	}
	opts := retrieval.Options{Embedding: product.Embedding, NewStore: product.NewStore, Progress: bar.report}
	err = writeResult("--run", cmd.RunFile, func(w io.Writer) error {
		report, err = set.Measure(ctx, opts, mode, w)
		return err
	})
	return report, err
}
