package transform

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

var (
	yearOfTitle = regexp.MustCompile(`(20[0-9]{2})(?:年|部门|单位|综合|财政|预算|决算)`)
	yearInHan   = regexp.MustCompile(`二[〇○零0O]([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])年`)
	yearOfText  = regexp.MustCompile(`(20[0-9]{2})年(?:度)?(?:本)?(?:部门|单位|区|市|县|综合|收支|收入|支出|财政)*(?:预算|决算)`)
	yearOfCell  = regexp.MustCompile(`(20[0-9]{2})年`)
	yearOfTable = regexp.MustCompile(`^\(?(20[0-9]{2})年?度?\)?$|^年度:?(20[0-9]{2})`)
)

// fiscalYear is the year of the title, the one nearest to 预算 or 决算 where it
// names two; else the one most often named beside these words in captions and
// text; else the one in the head of a table of goals, or
// the only one that tables name. It is never the year of
// a comparison: 上年, 较2025年.
func fiscalYear(c cover, title, text string, doc *gongkai.Document) int {
	for _, t := range []string{c.key, title} {
		if y := yearIn(t); y != 0 {
			return y
		}
	}
	if y := yearIn(strings.ReplaceAll(c.head, "\n", "")); y != 0 && c.complete {
		return y
	}
	counts := map[int]int{}
	for _, m := range yearOfText.FindAllStringSubmatch(text, -1) {
		counts[atoi(m[1])]++
	}
	for i := range doc.Tables {
		if m := yearOfTitle.FindStringSubmatch(hanzi.Squeeze(doc.Tables[i].Caption.Title)); m != nil {
			counts[atoi(m[1])] += 2
		}
	}
	best := most(counts)
	if best == 0 {
		for i := range doc.Tables {
			for k := range doc.Tables[i].Cells {
				cell := &doc.Tables[i].Cells[k]
				if cell.Row > 3 || len(cell.Text) > 40 {
					continue
				}
				if m := yearOfTable.FindStringSubmatch(hanzi.Squeeze(cell.Text)); m != nil {
					counts[atoi(m[1]+m[2])]++
				}
			}
		}
		best = most(counts)
	}
	if best == 0 {
		best = onlyYear(doc)
	}
	return best
}

// onlyYear is the one year that the tables of a document name, or 0 where they
// name none or several.
func onlyYear(doc *gongkai.Document) int {
	only := 0
	for i := range doc.Tables {
		for k := range doc.Tables[i].Cells {
			for _, m := range yearOfCell.FindAllStringSubmatch(doc.Tables[i].Cells[k].Text, -1) {
				if y := atoi(m[1]); only == 0 {
					only = y
				} else if y != only {
					return 0
				}
			}
		}
	}
	return only
}

// most is the year with the highest count, the later of equals, or 0.
func most(counts map[int]int) int {
	best := 0
	for y, n := range counts {
		if n > counts[best] || n == counts[best] && y > best {
			best = y
		}
	}
	return best
}

// yearIn is the year of a title, or 0.
func yearIn(title string) int {
	end := max(strings.LastIndex(title, "预算"), strings.LastIndex(title, "决算"))
	if end < 0 {
		end = len(title)
	} else {
		end += len("预算")
	}
	year := 0
	for _, m := range yearOfTitle.FindAllStringSubmatchIndex(title, -1) {
		if m[0] < end || year == 0 {
			year = atoi(title[m[2]:m[3]])
		}
	}
	if year == 0 {
		if m := yearInHan.FindStringSubmatch(title); m != nil {
			year = 2000 + 10*hanDigit(m[1]) + hanDigit(m[2])
		}
	}
	return year
}

func hanDigit(s string) int {
	i := strings.Index("〇一二三四五六七八九", s)
	return max(0, i) / len("一")
}

func atoi(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}
