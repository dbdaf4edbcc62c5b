package samples

import (
	"embed"
	"fmt"
	"path"
)

//go:embed pdf/*.pdf
var files embed.FS

// File is one attachment of an article.
type File struct {
	// Name as the site gives it, with its extension; it says nothing about
	// the bytes.
	Name string
	// Data are the bytes, the caller's own.
	Data []byte
}

// Article is what a site publishes on one page.
type Article struct {
	Title string
	// Date of publication, YYYY-MM-DD.
	Date string
	// Unit that publishes it, as its documents name it.
	Unit  string
	Files []File
}

// The units of the samples. Only the first is real.
const (
	seedUnit          = "西安市高陵区人力资源和社会保障信息中心"
	informationCentre = seedUnit + "（示例）"
	employmentCentre  = "西安市高陵区就业服务中心（示例）"
)

// attachment is the name on the site and the file in the folder pdf.
type attachment struct{ name, file string }

var articles = []struct {
	date, unit, title string
	attachments       []attachment
}{
	{"2021-02-26", employmentCentre, "2021年单位预算公开说明", []attachment{
		{"2021年单位预算公开说明（扫描件）.pdf", "employment-2021-budget-scan.pdf"},
	}},
	{"2022-02-18", informationCentre, "2022年单位预算公开说明", []attachment{
		{"2022年单位预算公开说明.pdf", "information-2022-budget.pdf"},
	}},
	{"2022-02-21", employmentCentre, "2022年单位预算公开说明", []attachment{
		{"2022年单位预算公开说明.pdf", "employment-2022-budget-text.pdf"},
		{"2022年单位综合预算公开报表.pdf", "employment-2022-budget-tables.pdf"},
	}},
	{"2023-02-17", informationCentre, "2023年单位预算公开说明", []attachment{
		{"2023年单位预算公开说明.pdf", "information-2023-budget.pdf"},
	}},
	{"2023-02-20", employmentCentre, "2023年单位预算公开说明", []attachment{
		{"2023年单位预算公开说明.pdf", "employment-2023-budget.pdf"},
	}},
	{"2023-02-24", seedUnit, "2023年单位预算公开说明", []attachment{
		{"2023年单位预算公开说明.pdf", "seed.pdf"},
	}},
	{"2023-03-10", informationCentre, "2023年单位预算公开说明（更正）", []attachment{
		{"2023年单位预算公开说明（更正）.pdf", "information-2023-budget-corrected.pdf"},
	}},
	{"2024-02-23", informationCentre, "2024年单位预算公开说明", []attachment{
		{"2024年单位预算公开说明.pdf", "information-2024-budget.pdf"},
	}},
	{"2024-09-20", informationCentre, "2023年度单位决算", []attachment{
		{"2023年度单位决算.pdf", "information-2023-final.pdf"},
	}},
}

// All are the articles in the order of their dates.
func All() []Article {
	all := make([]Article, 0, len(articles))
	for _, a := range articles {
		article := Article{Title: a.unit + a.title, Date: a.date, Unit: a.unit}
		for _, f := range a.attachments {
			article.Files = append(article.Files, File{Name: f.name, Data: read(f.file)})
		}
		all = append(all, article)
	}
	return all
}

// Seed is the PDF of the seed: a whole unit budget of 2023, whose truth is
// testdata/seed.truth.json. The bytes are the caller's own.
func Seed() []byte { return read("seed.pdf") }

// read panics when a sample is not embedded: that is a mistake in this file,
// and a test reads all of them.
func read(name string) []byte {
	data, err := files.ReadFile(path.Join("pdf", name))
	if err != nil {
		panic(fmt.Sprintf("samples: %v", err))
	}
	return data
}
