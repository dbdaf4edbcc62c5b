package main

import (
	"os"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"
)

// progress is a bar on a terminal and nothing elsewhere: there, the lines at
// the end of each stage are what is wanted.
type progress struct {
	name string
	bar  *progressbar.ProgressBar
}

// progress starts a bar; total is -1 where it is not known.
func (a *app) progress(name string, total int) *progress {
	p := &progress{name: name}
	if f, ok := a.stderr.(*os.File); ok && isatty.IsTerminal(f.Fd()) && !a.conf.Bool("quiet") {
		p.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(name),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
	}
	return p
}

func (p *progress) add() {
	if p.bar != nil {
		_ = p.bar.Add(1)
	}
}

func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
