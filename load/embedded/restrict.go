package embedded

import (
	"context"
	"regexp"
	"strings"
)

// restrictedKey is the context's mark of a restricted statement.
type restrictedKey struct{}

// Restrict makes statements of the context those of a stranger: each runs in a
// session of its own that is set to readonly = 1, after the settings that came
// with it and then limits have been applied. The engine then refuses to write,
// to change a setting, and every table function that reads a file or an address.
func Restrict(ctx context.Context, limits map[string]string) context.Context {
	return context.WithValue(ctx, restrictedKey{}, limits)
}

func restriction(ctx context.Context) (limits map[string]string, ok bool) {
	limits, ok = ctx.Value(restrictedKey{}).(map[string]string)
	return limits, ok
}

// lockDown ends what the session may do. It is not handed on afterwards.
func (s *session) lockDown(sql string) error {
	s.broken = true
	// Two functions read files and are no table functions, so that readonly
	// does not stop them; a server is kept from them by its user_files_path,
	// which a library does not have.
	if m := fileFunction.FindString(bare(sql)); m != "" {
		return newException("Code: 497. DB::Exception: Not enough privileges: " + strings.TrimSpace(strings.TrimRight(m, "( \t\r\n")) + " reads files of the machine. (ACCESS_DENIED)")
	}
	_, err := s.query("SET readonly = 1", "Null", nil)
	return err
}

var fileFunction = regexp.MustCompile("(?i)[`\"]?\\b(file|catboostEvaluate)\\b[`\"]?\\s*\\(")

// bare is a statement without its strings and comments; quoted names stay.
func bare(sql string) string {
	var out strings.Builder
	for i := 0; i < len(sql); i++ {
		switch c := sql[i]; {
		case c == '\'':
			for i++; i < len(sql) && sql[i] != '\''; i++ {
				if sql[i] == '\\' {
					i++
				}
			}
			out.WriteString("''")
		case c == '`' || c == '"':
			end := i + 1
			for ; end < len(sql) && sql[end] != c; end++ {
				if sql[end] == '\\' {
					end++
				}
			}
			out.WriteString(sql[i:min(end+1, len(sql))])
			i = end
		case strings.HasPrefix(sql[i:], "--"), c == '#' && (strings.HasPrefix(sql[i:], "# ") || strings.HasPrefix(sql[i:], "#!")):
			for i < len(sql) && sql[i] != '\n' {
				i++
			}
			out.WriteByte(' ')
		case strings.HasPrefix(sql[i:], "/*"):
			if end := strings.Index(sql[i+2:], "*/"); end >= 0 {
				i += end + 3
			} else {
				i = len(sql)
			}
			out.WriteByte(' ')
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

// streams are the formats whose chunks make one result when they are joined.
// The others begin each chunk with a head of its own, so they are made whole.
var streams = map[string]bool{"Native": true, "JSONEachRow": true, "JSONLines": true, "NDJSON": true, "JSONStringsEachRow": true, "JSONCompactEachRow": true,
	"TabSeparated": true, "TSV": true, "TabSeparatedRaw": true, "TSVRaw": true, "CSV": true, "RowBinary": true, "Null": true}

var formatClause = regexp.MustCompile(`(?is)\bFORMAT\s+([A-Za-z0-9_]+)\s*(SETTINGS\s[^;]*)?;?\s*$`)

// resultFormat is the format that a statement names at its end, else the
// request's.
func (r *request) resultFormat() string {
	if m := formatClause.FindStringSubmatch(bare(r.sql)); m != nil {
		return m[1]
	}
	return r.format
}
