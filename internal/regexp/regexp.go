package regexp

import (
	"errors"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// Regexp is a pattern. It is safe for concurrent use.
type Regexp struct {
	pattern string
	// what the glance needs, and the automaton, are made when first asked for
	glanced, compiled sync.Once
	automaton         *regexp.Regexp
	// needed: every match contains one of these; nil where nothing is known.
	needed []string
	// first are the ranges of the character that a match begins with, low and
	// high in turn; nil where a match may begin anywhere or with anything.
	first []rune
}

// Compile parses a pattern.
func Compile(pattern string) (*Regexp, error) {
	standard, err := regexp.Compile(pattern)
	if err != nil {
		return nil, err
	}
	r := &Regexp{pattern: pattern}
	r.compiled.Do(func() { r.automaton = standard })
	return r, nil
}

// declared are the patterns of the program itself.
var declared []*Regexp

// MustCompile is for patterns of the program itself, as package variables. They
// are compiled when first needed: a program that reads one document needs few of
// the hundreds there are, and a worker fewer. Declared finds the broken ones.
func MustCompile(pattern string) *Regexp {
	r := &Regexp{pattern: pattern}
	declared = append(declared, r)
	return r
}

// Declared compiles every pattern that the packages of the program declare and
// names those that are broken.
func Declared() (n int, err error) {
	for _, r := range declared {
		if _, bad := regexp.Compile(r.pattern); bad != nil {
			err = errors.Join(err, bad)
		}
	}
	return len(declared), err
}

func (r *Regexp) standard() *regexp.Regexp {
	r.compiled.Do(func() { r.automaton = regexp.MustCompile(r.pattern) })
	return r.automaton
}

// hopeless says that s has no match, as far as a glance tells.
func (r *Regexp) hopeless(s string) bool {
	r.glanced.Do(func() { r.needed, r.first = glance(r.pattern) })
	if r.first != nil {
		c, n := utf8.DecodeRuneInString(s)
		if n == 0 {
			return true
		}
		for i := 0; ; i += 2 {
			if i == len(r.first) {
				return true
			}
			if c >= r.first[i] && c <= r.first[i+1] {
				break
			}
		}
	}
	if r.needed == nil {
		return false
	}
	for _, l := range r.needed {
		if strings.Contains(s, l) {
			return false
		}
	}
	return true
}

// String is the pattern.
func (r *Regexp) String() string { return r.pattern }

// NumSubexp counts the groups.
func (r *Regexp) NumSubexp() int { return r.standard().NumSubexp() }

// SubexpIndex is the number of the group of that name, -1 where there is none.
func (r *Regexp) SubexpIndex(name string) int { return r.standard().SubexpIndex(name) }

// MatchString says whether s contains a match.
func (r *Regexp) MatchString(s string) bool {
	return !r.hopeless(s) && r.standard().MatchString(s)
}

// FindString is the first match, or "".
func (r *Regexp) FindString(s string) string {
	if r.hopeless(s) {
		return ""
	}
	return r.standard().FindString(s)
}

// FindStringIndex is where the first match stands, or nil.
func (r *Regexp) FindStringIndex(s string) []int {
	if r.hopeless(s) {
		return nil
	}
	return r.standard().FindStringIndex(s)
}

// FindStringSubmatch is the first match and its groups, or nil.
func (r *Regexp) FindStringSubmatch(s string) []string {
	if r.hopeless(s) {
		return nil
	}
	return r.standard().FindStringSubmatch(s)
}

// FindStringSubmatchIndex is where the first match and its groups stand, or nil.
func (r *Regexp) FindStringSubmatchIndex(s string) []int {
	if r.hopeless(s) {
		return nil
	}
	return r.standard().FindStringSubmatchIndex(s)
}

// FindAllString lists up to n matches, all where n is negative.
func (r *Regexp) FindAllString(s string, n int) []string {
	if r.hopeless(s) {
		return nil
	}
	return r.standard().FindAllString(s, n)
}

// FindAllStringIndex lists where up to n matches stand.
func (r *Regexp) FindAllStringIndex(s string, n int) [][]int {
	if r.hopeless(s) {
		return nil
	}
	return r.standard().FindAllStringIndex(s, n)
}

// FindAllStringSubmatch lists up to n matches with their groups.
func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	if r.hopeless(s) {
		return nil
	}
	return r.standard().FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex lists where up to n matches and their groups stand.
func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if r.hopeless(s) {
		return nil
	}
	return r.standard().FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString puts the expanded replacement in the place of every match.
func (r *Regexp) ReplaceAllString(s, replacement string) string {
	if r.hopeless(s) {
		return s
	}
	return r.standard().ReplaceAllString(s, replacement)
}

// Split cuts s between matches into at most n parts, all where n is negative.
func (r *Regexp) Split(s string, n int) []string { return r.standard().Split(s, n) }
