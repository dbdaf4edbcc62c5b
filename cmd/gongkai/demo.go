package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/internal/samples"
	"gongkai/internal/sitetest"
)

func (a *app) demoCommand() *cobra.Command {
	var dir, listen string
	c := &cobra.Command{
		Use: "demo", Short: "serve a replica of a government site and run the whole pipeline against it", Args: cobra.NoArgs,
		Long: `demo serves a replica of the Xi'an CMS on loopback that publishes the PDFs of
--documents (default: the embedded samples), crawls it, reads, checks and loads
what it finds into --data, prints what that is, and says what to ask next.`,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.demo(cmd.Context(), dir, listen) },
	}
	c.Flags().StringVar(&dir, "documents", "", "folder with documents to publish (default: the embedded samples)")
	// one port for ever, so that a second demo meets the same URLs
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:18517", "loopback address to serve the replica on")
	return c
}

func (a *app) demo(ctx context.Context, dir, listen string) error {
	articles, err := demoArticles(dir)
	if err != nil {
		return err
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", listen)
	if err != nil {
		return &gongkai.Error{Op: "serve the replica site", Path: listen, Err: rootCause(err), Hint: "is another demo running? choose another address with --listen"}
	}
	server := &http.Server{Handler: &sitetest.Site{Name: "示例区人民政府", Articles: articles}, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(l) }()
	defer func() { _ = server.Close() }()
	source := gongkai.Source{
		ID: "demo", Name: "示例", Region: "610117", CMS: "xian",
		Seeds: []string{"http://" + l.Addr().String() + sitetest.Column + "1.html"},
	}
	a.say("a replica of the Xi'an CMS serves %s on %s", count(len(articles), "article"), source.Seeds[0])
	failed := a.stages(ctx, stages{crawl: []gongkai.Source{source}, delay: -1, process: true, load: true})
	if failed != nil && !errors.Is(failed, errPartial) {
		return failed
	}
	if err := a.found(ctx); err != nil {
		return err
	}
	if err := a.next(); err != nil {
		return err
	}
	return failed
}

// next says which questions to try.
func (a *app) next() error {
	flags := ""
	if d := a.data(); d != "data" {
		flags = " --data " + quoted(d)
	}
	self := quoted(os.Args[0])
	_, err := fmt.Fprintf(a.stdout, `
try next:
  %[1]s query%[2]s --name total_budget
  %[1]s query%[2]s --name three_public
  %[1]s query%[2]s --name year_over_year
  %[1]s query                # lists all named questions
  %[1]s query%[2]s "SELECT unit, amount, page FROM v_amount WHERE code = '30101'"
  %[1]s status%[2]s
`, self, flags)
	return err
}

// quoted is a word for a shell.
func quoted(s string) string {
	if strings.IndexFunc(s, func(r rune) bool {
		return !strings.ContainsRune("/._-:@%+,", r) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) < 0 && s != "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// demoArticles are the samples, or the documents of a folder, one article each.
func demoArticles(dir string) ([]sitetest.Article, error) {
	var list []sitetest.Article
	if dir == "" {
		for _, s := range samples.All() {
			a := sitetest.Article{Title: s.Title, Date: s.Date}
			for _, f := range s.Files {
				a.Attachments = append(a.Attachments, sitetest.Attachment{Name: f.Name, Data: f.Data})
			}
			list = append(list, a)
		}
		return list, nil
	}
	names, err := os.ReadDir(dir)
	if err != nil {
		return nil, &gongkai.Error{Op: "read documents", Path: dir, Err: rootCause(err), Hint: "give a folder with PDFs"}
	}
	for _, n := range names {
		if n.IsDir() || !strings.EqualFold(filepath.Ext(n.Name()), ".pdf") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, n.Name()))
		if err != nil {
			return nil, &gongkai.Error{Op: "read document", Path: n.Name(), Err: err}
		}
		title := strings.TrimSuffix(n.Name(), filepath.Ext(n.Name()))
		list = append(list, sitetest.Article{Title: title, Date: "2026-02-10", Attachments: []sitetest.Attachment{{Name: n.Name(), Data: data}}})
	}
	if len(list) == 0 {
		return nil, &gongkai.Error{Op: "read documents", Path: dir, Err: fmt.Errorf("no PDF in it"), Hint: "give a folder with PDFs"}
	}
	sort.Slice(list, func(i, k int) bool { return list[i].Title < list[k].Title })
	return list, nil
}
