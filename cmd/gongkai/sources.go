package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/crawl"
	"gongkai/crawl/cms"
	"gongkai/sources"
)

func (a *app) sourcesCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "sources", Short: "list, check and add source packs", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := a.sourceList()
			if err != nil {
				return err
			}
			w := table.NewWriter()
			w.SetStyle(table.StyleLight)
			w.AppendHeader(table.Row{"source", "region", "name", "cms", "seeds"})
			for _, s := range list {
				w.AppendRow(table.Row{s.ID, s.Region, s.Name, s.CMS, strings.Join(s.Seeds, "\n")})
			}
			_, err = fmt.Fprintln(a.stdout, w.Render())
			return err
		},
	}
	c.AddCommand(a.sourcesCheckCommand(), a.sourcesAddCommand(), a.sourcesCompleteCommand())
	return c
}

func (a *app) sourcesCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use: "check [PACK.yaml|FOLDER]...", Short: "check source packs: those of the program and of --sources, or the given ones",
		RunE: func(_ *cobra.Command, args []string) error {
			n := 0
			var faults []error
			check := func(name string, s gongkai.Source, err error) {
				n++
				if err == nil && s.CMS != "auto" && !slices.Contains(cms.Families(), s.CMS) {
					err = fmt.Errorf("cms: %q: want auto or one of %s", s.CMS, strings.Join(cms.Families(), ", "))
				}
				if err == nil {
					err = cms.Check(s.Select)
				}
				if err != nil {
					faults = append(faults, fmt.Errorf("%s: %w", name, err))
				}
			}
			if len(args) == 0 {
				list, err := a.sourceList()
				if err != nil {
					return err
				}
				for _, s := range list {
					check(s.ID, s, nil)
				}
			}
			for _, name := range args {
				files, err := packFiles(name)
				if err != nil {
					return &gongkai.Error{Op: "check source packs", Path: name, Err: err, Hint: "give a pack (*.yaml) or a folder with packs"}
				}
				for _, f := range files {
					data, err := os.ReadFile(f)
					if err != nil {
						return &gongkai.Error{Op: "check source packs", Path: f, Err: err}
					}
					s, err := sources.Parse(data)
					check(f, s, err)
				}
			}
			for _, f := range faults {
				for _, line := range strings.Split(f.Error(), "\n") {
					_, _ = fmt.Fprintln(a.stdout, line)
				}
			}
			if len(faults) > 0 {
				return &gongkai.Error{Op: "check source packs", Err: fmt.Errorf("%d of %d are wrong", len(faults), n), Hint: "docs/crawling.md lists the fields"}
			}
			_, err := fmt.Fprintf(a.stdout, "%d source packs are right\n", n)
			return err
		},
	}
}

// packFiles are the packs that an argument names.
func packFiles(name string) ([]string, error) {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		return []string{name}, err
	}
	files, err := filepath.Glob(filepath.Join(name, "*.yaml"))
	if err == nil && len(files) == 0 {
		err = fs.ErrNotExist
	}
	return files, err
}

func (a *app) sourcesAddCommand() *cobra.Command {
	var id, name, region string
	var delay time.Duration
	c := &cobra.Command{
		Use: "add URL", Short: "look at a list page and print the pack that would crawl it", Args: cobra.ExactArgs(1),
		Long: `add asks a site for robots.txt, the list page, its second page and one article,
with the usual delay, finds out which CMS publishes it, and prints a source pack
with what was found as comments. Nothing is stored. Put the pack into the folder
of --sources when a person has looked at it.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.addSource(cmd.Context(), args[0], delay, func(s *gongkai.Source) {
				set(&s.ID, id)
				set(&s.Name, name)
				set(&s.Region, region)
			})
		},
	}
	c.Flags().StringVar(&id, "id", "", "the pack's id (default: from the host)")
	c.Flags().StringVar(&name, "name", "", "the jurisdiction's name: 陕西省西安市高陵区")
	c.Flags().StringVar(&region, "region", "", "its division code (行政区划代码), six digits")
	c.Flags().DurationVar(&delay, "delay", 0, "between two requests (default 2s)")
	return c
}

// set sets what was given.
func set(to *string, v string) {
	if v != "" {
		*to = v
	}
}

func (a *app) addSource(ctx context.Context, address string, delay time.Duration, given func(*gongkai.Source)) error {
	c := crawl.New(crawl.Options{Frontier: crawl.Forgetful{}, UserAgent: a.userAgent(), Delay: delay, Logger: a.log})
	p, err := c.Look(ctx, address)
	if err != nil {
		return err
	}
	given(&p.Source)
	pack, err := sources.Print(p.Source)
	if err != nil {
		return err
	}
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, "# "+format+"\n", args...) }
	say("列表 list: %s", address)
	say("  %s, %d with a date, %d about budgets", count(p.Items, "article"), p.Dated, p.Wanted)
	say("  %s, %s on the next", count(p.Next, "further page"), count(p.Second, "article"))
	say("网站 site: %s, %s, %s", orNone(p.SiteName), orNone(p.Licence), p.Charset)
	say("  confirm that it is the place you mean")
	if p.Article.URL != "" {
		say("文章 article: %s, %s", p.Article.Title, orNone(p.Article.Date))
		say("  %s", p.Article.URL)
		say("  %s", count(len(p.Documents), "document"))
	}
	for _, d := range p.Documents[:min(3, len(p.Documents))] {
		say("  附件 %s", d.Title)
		say("    %s", d.URL)
	}
	for _, l := range p.Columns {
		say("栏目 another list: %s", l.Title)
		say("  %s", l.URL)
	}
	for _, n := range p.Notes {
		say("注意 note: %s", n)
	}
	if _, err := sources.Parse([]byte(pack)); err != nil {
		for _, line := range strings.Split(err.Error(), "\n") {
			say("to be filled in: %s", line)
		}
	}
	_, err = fmt.Fprint(a.stdout, b.String(), pack)
	if err == nil && p.Items == 0 && len(p.Documents) == 0 {
		return &gongkai.Error{Op: "add source", Path: address, Err: errors.New("no articles found"), Hint: "see the notes in the pack"}
	}
	return err
}

// userAgent is honest and names a contact.
func (a *app) userAgent() string {
	agent := "gongkai/" + version
	if c := a.conf.String("contact"); c != "" {
		agent += " (+" + c + ")"
	}
	return agent
}
