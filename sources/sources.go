// Package sources holds the source packs (来源包): one YAML file per
// jurisdiction that says where its disclosures are listed and how politely to
// fetch them. Adding a place is adding a file.
package sources

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"gongkai"
)

//go:embed *.yaml
var packs embed.FS

// All parses and validates the embedded packs, in order of their file names.
func All() ([]gongkai.Source, error) { return Dir(packs) }

// Dir parses and validates every *.yaml of a folder; two packs of one ID are an
// error.
func Dir(dir fs.FS) ([]gongkai.Source, error) {
	names, err := fs.Glob(dir, "*.yaml")
	if err != nil {
		return nil, err
	}
	var list []gongkai.Source
	seen := map[string]string{}
	for _, n := range names {
		data, err := fs.ReadFile(dir, n)
		if err != nil {
			return nil, err
		}
		s, err := Parse(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", n, err)
		}
		if other, ok := seen[s.ID]; ok {
			return nil, fmt.Errorf("%s: id %q is also in %s", n, s.ID, other)
		}
		seen[s.ID] = n
		list = append(list, s)
	}
	return list, nil
}

var (
	idText     = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	regionText = regexp.MustCompile(`^\d{6}$`)
	hoursText  = regexp.MustCompile(`^(\d{1,2})-(\d{1,2})$`)
)

func hour(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n <= 24
}

// Parse reads one pack; an error names every field that is wrong.
func Parse(data []byte) (gongkai.Source, error) {
	var s gongkai.Source
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&s); err != nil {
		return s, err
	}
	var errs []error
	bad := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if !idText.MatchString(s.ID) {
		bad("id: %q: want small letters, digits and hyphens", s.ID)
	}
	if s.Name == "" {
		bad("name: is missing")
	}
	if !regionText.MatchString(s.Region) {
		bad("region: %q: want six digits in quotes", s.Region)
	}
	if s.CMS == "" {
		bad("cms: is missing")
	}
	if (s.CMS == "json") != (s.Select.JSON != gongkai.JSON{}) {
		bad("cms: json says that select.json describes an interface: want both or none")
	}
	if len(s.Seeds) == 0 {
		bad("seeds: at least one list page is needed")
	}
	for i, seed := range s.Seeds {
		if u, err := url.Parse(seed); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			bad("seeds[%d]: %q: want an http or https URL", i, seed)
		}
	}
	for _, h := range s.Hosts {
		if h == "" || strings.ContainsAny(h, "/ ") {
			bad("hosts: %q: want a host, with its port when it has one", h)
		}
	}
	for i, t := range s.Titles {
		if _, err := regexp.Compile(t); err != nil {
			bad("titles[%d]: %w", i, err)
		}
	}
	if s.Delay < 0 || s.MaxPages < 0 || s.Depth < 0 || s.Daily < 0 || s.MaxBytes < 0 {
		bad("delay, max_pages, depth, daily, max_bytes: must not be negative")
	}
	if s.Depth < 2 && len(s.Columns) > 0 {
		bad("columns: nothing is followed at depth 1: want depth 2 or more")
	}
	for _, l := range []struct {
		name string
		list []string
	}{{"columns", s.Columns}, {"documents", s.Documents}} {
		for i, t := range l.list {
			if _, err := regexp.Compile(t); err != nil {
				bad("%s[%d]: %w", l.name, i, err)
			}
		}
	}
	if s.Since != "" {
		if _, err := time.Parse(time.DateOnly, s.Since); err != nil {
			bad("since: %q: want a day, YYYY-MM-DD", s.Since)
		}
	}
	if m := hoursText.FindStringSubmatch(s.Hours); s.Hours != "" && (m == nil || !hour(m[1]) || !hour(m[2])) {
		bad("hours: %q: want two full hours, 22-7", s.Hours)
	}
	for h, v := range s.TLS {
		if v != "old" && v != "unverified" {
			bad("tls: %s: %q: want old or unverified", h, v)
		}
	}
	if s.FirstYear != 0 && (s.FirstYear < 2000 || s.FirstYear > 2100) {
		bad("first_year: %d: want a fiscal year", s.FirstYear)
	}
	return s, errors.Join(errs...)
}

// Print writes a pack as Parse reads it, fields in their usual order.
func Print(s gongkai.Source) (string, error) {
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(s); err != nil {
		return "", err
	}
	return b.String(), e.Close()
}
