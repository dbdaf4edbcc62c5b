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
)

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
	if len(s.Seeds) == 0 {
		bad("seeds: at least one list page is needed")
	}
	for i, seed := range s.Seeds {
		if u, err := url.Parse(seed); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			bad("seeds[%d]: %q: want an http or https URL", i, seed)
		}
	}
	for i, t := range s.Titles {
		if _, err := regexp.Compile(t); err != nil {
			bad("titles[%d]: %w", i, err)
		}
	}
	if s.Delay < 0 || s.MaxPages < 0 {
		bad("delay, max_pages: must not be negative")
	}
	return s, errors.Join(errs...)
}
