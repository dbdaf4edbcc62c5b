package registry

import (
	"bufio"
	"bytes"
	_ "embed" // classification.tsv
	"strings"
	"sync"
)

//go:embed classification.tsv
var classificationTSV []byte

// classification lists the codes of a name, by scheme.
var classification = sync.OnceValue(func() map[string]map[string][]string {
	x := map[string]map[string][]string{}
	s := bufio.NewScanner(bytes.NewReader(classificationTSV))
	for s.Scan() {
		scheme, rest, _ := strings.Cut(s.Text(), "\t")
		code, name, ok := strings.Cut(rest, "\t")
		if !ok || code == "code" {
			continue
		}
		if x[scheme] == nil {
			x[scheme] = map[string][]string{}
		}
		x[scheme][nameKey(name)] = append(x[scheme][nameKey(name)], code)
	}
	return x
})

// CodeBelow is the code that a name bears below parent in a classification: that
// of its next level, else, for a line without parts, the only one further down;
// "" where it is not known or not the only one. 行政运行 stands below most
// sections of the functions, below 20103 it is 2010301.
func CodeBelow(scheme, parent, name string, parts bool) string {
	only, several := "", false
	for _, code := range classification()[scheme][nameKey(name)] {
		if len(code) <= len(parent) || !strings.HasPrefix(code, parent) {
			continue
		}
		if len(code) == len(parent)+2 {
			return code
		}
		only, several = code, only != ""
	}
	if several || parts {
		return ""
	}
	return only
}
