package narrative

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"gongkai/internal/hanzi"
)

type want struct{ measure, subject, value, change, reason string }

func TestBlind(t *testing.T) {
	for _, name := range strings.Fields(os.Getenv("BLIND")) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var total, found, extra, subj, meas, dir, reason int
		for _, block := range strings.Split("\n"+string(data), "\n## ")[1:] {
			head, rest, _ := strings.Cut(block, "\n")
			text, labels, _ := strings.Cut(rest, "\n--\n")
			var wants []want
			for _, l := range strings.Split(labels, "\n") {
				f := strings.Split(l, "|")
				if len(f) == 5 {
					wants = append(wants, want{f[0], f[1], f[2], f[3], f[4]})
				}
			}
			got := Read(build(text))
			used := make([]bool, len(got))
			for _, w := range wants {
				total++
				hit := -1
				best := -1
				for i, s := range got {
					if used[i] || s.Value+s.Unit != strings.NewReplacer("(", "（", ")", "）").Replace(w.value) {
						continue
					}
					score := 0
					if subjectOK(w.subject, s.Subject) {
						score += 2
					}
					if measureOK(w.measure, s.Measure) {
						score += 4
					}
					if changeOf(s.Direction, s.Delta, s.Percent) == strings.Join(strings.Fields(w.change), " ") {
						score++
					}
					if score > best {
						best, hit = score, i
					}
				}
				if hit < 0 || best < 2 {
					fmt.Printf("MISS %s: %v\n", head, w)
					continue
				}
				used[hit] = true
				found++
				s := got[hit]
				bad := []string{}
				if subjectOK(w.subject, s.Subject) {
					subj++
				} else {
					bad = append(bad, "subject "+s.Subject)
				}
				if measureOK(w.measure, s.Measure) {
					meas++
				} else {
					bad = append(bad, "measure "+s.Measure)
				}
				if c := changeOf(s.Direction, s.Delta, s.Percent); c == strings.Join(strings.Fields(w.change), " ") {
					dir++
				} else {
					bad = append(bad, "change "+c)
				}
				if w.reason == "*" || hanzi.Fold(s.Reason) == hanzi.Fold(w.reason) {
					reason++
				} else {
					bad = append(bad, "reason "+s.Reason)
				}
				if len(bad) > 0 {
					fmt.Printf("WRONG %s: %v: %s\n", head, w, strings.Join(bad, "; "))
				}
			}
			for i, s := range got {
				if !used[i] {
					extra++
					fmt.Printf("EXTRA %s: %s\n", head, short(s))
				}
			}
		}
		fmt.Printf("%s: labelled %d, found %d, extra %d; recall %.1f%% precision %.1f%%; subject %.1f measure %.1f change %.1f reason %.1f\n", name, total, found, extra,
			100*float64(found)/float64(total), 100*float64(found)/float64(found+extra),
			100*float64(subj)/float64(found), 100*float64(meas)/float64(found), 100*float64(dir)/float64(found), 100*float64(reason)/float64(found))
	}
}

func changeOf(d any, delta, percent string) string {
	return strings.Join(strings.Fields(fmt.Sprintf("%s %s %s", d, delta, percent)), " ")
}

func measureOK(want, got string) bool {
	if strings.HasPrefix(want, "*") {
		return strings.HasSuffix(got, want[1:])
	}
	if strings.HasSuffix(want, "*") {
		return strings.HasPrefix(got, want[:len(want)-1])
	}
	return want == got
}

func subjectOK(want, got string) bool {
	w, g := hanzi.Key(want), hanzi.Key(got[strings.LastIndex(got, "·")+1:])
	if k := strings.LastIndex(got, "·"); k >= 0 {
		g = hanzi.Key(got[k+len("·"):])
	}
	if strings.Contains(want, "*") {
		return true
	}
	return w == g || strings.Contains(g, w) && len(g) <= len(w)+24 || strings.Contains(w, g) && len(g) > 5
}
