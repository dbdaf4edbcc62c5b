package schemas

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
)

//go:embed *.sql questions/*.sql
var files embed.FS

// Migration is one numbered file.
type Migration struct {
	Number int
	Name   string
	// Statements in order, each without its semicolon.
	Statements []string
	// Checksum is the SHA-256 of the file, in hex.
	Checksum string
}

var migrationName = regexp.MustCompile(`^(\d{4})_([a-z0-9_]+)\.sql$`)

// Migrations are all of them, in order.
func Migrations() ([]Migration, error) { return migrations(files) }

func migrations(fsys fs.FS) ([]Migration, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	var out []Migration
	for _, e := range entries {
		if e.IsDir() || path.Ext(e.Name()) != ".sql" {
			continue
		}
		m := migrationName.FindStringSubmatch(e.Name())
		if m == nil {
			return nil, fmt.Errorf("migration %s: not named NNNN_name.sql", e.Name())
		}
		number, err := strconv.Atoi(m[1])
		if err != nil {
			return nil, fmt.Errorf("migration %s: %w", e.Name(), err)
		}
		if number != len(out)+1 {
			return nil, fmt.Errorf("migration %s: number %04d comes next", e.Name(), len(out)+1)
		}
		data, err := fs.ReadFile(fsys, e.Name())
		if err != nil {
			return nil, fmt.Errorf("migration %s: %w", e.Name(), err)
		}
		sum := sha256.Sum256(data)
		out = append(out, Migration{Number: number, Name: m[2],
			Statements: Split(string(data)), Checksum: hex.EncodeToString(sum[:])})
	}
	return out, nil
}

// Question is a named SELECT.
type Question struct {
	Name string
	// Title is the first line of its comment; Comment is all of it.
	Title   string
	Comment string
	SQL     string
}

// Questions are all of them, by name.
func Questions() ([]Question, error) {
	entries, err := fs.ReadDir(files, "questions")
	if err != nil {
		return nil, fmt.Errorf("questions: %w", err)
	}
	var out []Question
	for _, e := range entries {
		data, err := fs.ReadFile(files, path.Join("questions", e.Name()))
		if err != nil {
			return nil, fmt.Errorf("question %s: %w", e.Name(), err)
		}
		q := Question{Name: strings.TrimSuffix(e.Name(), ".sql")}
		var comment []string
		rest := string(data)
		for {
			line, after, _ := strings.Cut(rest, "\n")
			text, ok := strings.CutPrefix(line, "--")
			if !ok {
				break
			}
			comment = append(comment, strings.TrimSpace(text))
			rest = after
		}
		statements := Split(rest)
		if len(comment) == 0 || len(statements) != 1 {
			return nil, fmt.Errorf("question %s: want a comment and one statement", q.Name)
		}
		q.Title, q.Comment, q.SQL = comment[0], strings.Join(comment, "\n"), statements[0]
		out = append(out, q)
	}
	return out, nil
}

// Split cuts a script at the semicolons that stand outside of strings, quoted
// names and comments. Comments stay with their statement; statements that are
// nothing but comments and space are dropped.
func Split(script string) []string {
	var out []string
	begin, bare := 0, true
	add := func(statement string) {
		if s := strings.TrimSpace(statement); !bare && s != "" { // every kind of white space counts
			out = append(out, s)
		}
	}
	for i := 0; i < len(script); i++ {
		switch c := script[i]; {
		case c == '\'' || c == '"' || c == '`':
			bare = false
			for i++; i < len(script) && script[i] != c; i++ {
				if script[i] == '\\' {
					i++
				}
			}
		case strings.HasPrefix(script[i:], "--"):
			for i < len(script) && script[i] != '\n' {
				i++
			}
		case strings.HasPrefix(script[i:], "/*"):
			if end := strings.Index(script[i+2:], "*/"); end >= 0 {
				i += end + 3
			} else {
				i = len(script)
			}
		case c == ';':
			add(script[begin:i])
			begin, bare = i+1, true
		case c != ' ' && c != '\t' && c != '\n' && c != '\r':
			bare = false
		}
	}
	add(script[begin:])
	return out
}
