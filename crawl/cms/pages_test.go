package cms_test

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"gongkai"
	"gongkai/crawl/cms"
)

// label is what a person found on a saved page.
type label struct {
	File string `yaml:"file"`
	// URL is where the page is taken to stand: links are resolved against it.
	URL    string `yaml:"url"`
	Family string `yaml:"family"`
	// Next are the further pages of the list.
	Next []string `yaml:"next"`
	// Articles are the articles about 预算, 决算 or 三公 that the page links.
	Articles []string `yaml:"articles"`
	// Documents are all attachments.
	Documents []string `yaml:"documents"`
}

// savedPages is the folder of real pages, which are not in this repository.
const savedPages = "../../../shared/pages"

var aboutBudgets = regexp.MustCompile(`预算|决算|三公`)

// TestRealPages reads saved pages of 30 cities and compares family, further
// pages, articles and attachments with what a person read on them.
func TestRealPages(t *testing.T) {
	if _, err := os.Stat(savedPages); err != nil {
		t.Skip("the saved pages are not here")
	}
	data, err := os.ReadFile("testdata/pages.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var labels []label
	if err := yaml.Unmarshal(data, &labels); err != nil {
		t.Fatal(err)
	}
	right, all := map[string]int{}, map[string]int{}
	for _, l := range labels {
		body, err := os.ReadFile(filepath.Join(savedPages, l.File))
		if err != nil {
			t.Error(err)
			continue
		}
		u, err := url.Parse(l.URL)
		if err != nil {
			t.Fatal(err)
		}
		r := cms.Read("", cms.Parse(u, body, ""), gongkai.Selectors{})
		var next, articles, documents []string
		for _, n := range r.Next {
			next = append(next, n.URL)
		}
		for _, a := range r.Items {
			if aboutBudgets.MatchString(a.Title) {
				articles = append(articles, a.URL)
			}
		}
		for _, d := range r.Documents {
			documents = append(documents, d.URL)
		}
		for _, c := range []struct {
			what      string
			got, want []string
		}{{"family", []string{r.Family}, []string{l.Family}}, {"next", next, l.Next}, {"articles", articles, l.Articles}, {"documents", documents, l.Documents}} {
			all[c.what]++
			if extra, missing := apart(c.got, c.want), apart(c.want, c.got); len(extra)+len(missing) > 0 {
				t.Logf("%s: %s: found besides %q, not found %q", l.File, c.what, first(extra), first(missing))
				continue
			}
			right[c.what]++
		}
	}
	for what, n := range all {
		t.Logf("%-10s %d of %d right", what, right[what], n)
		if right[what]*100 < n*95 {
			t.Errorf("%s: %d of %d pages right, want 95%%", what, right[what], n)
		}
	}
}

// apart is what of a is not in b.
func apart(a, b []string) (list []string) {
	for _, s := range a {
		if !slices.Contains(b, s) {
			list = append(list, s)
		}
	}
	return list
}

func first(list []string) string { return strings.Join(list[:min(len(list), 3)], " ") }
