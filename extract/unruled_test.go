package extract

import (
	"context"
	"testing"

	"gongkai"
	"gongkai/extract/pdf"
	"gongkai/extract/table"
	"gongkai/internal/hanzi"
	"gongkai/internal/number"
	"gongkai/internal/samples"
)

// TestWithoutRulings reads the seed disclosure as if nothing were drawn on its
// pages: what its rulings say is the truth that borderless tables are held to.
func TestWithoutRulings(t *testing.T) {
	data := samples.Seed()
	ruled := Read(context.Background(), data, Options{})
	file, err := pdf.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	known := table.NewVocabulary([]string{"合计", "项目", "功能科目名称"})
	var items []item
	for n := 1; n <= file.NumPages(); n++ {
		page, err := file.Page(n)
		if err != nil {
			t.Fatal(err)
		}
		page.Rulings, page.Images = nil, nil
		items = append(items, pageItems(page, known)...)
	}
	doc := &gongkai.Document{}
	assemble(doc, withoutFurniture(items))
	want, got := amountsOf(ruled), amountsOf(doc)
	all, found, wrong := 0, 0, 0
	for a, n := range want {
		all += n
		found += min(n, got[a])
	}
	for a, n := range got {
		wrong += max(0, n-want[a])
	}
	titles := 0
	for i := range doc.Tables {
		if doc.Tables[i].Method == gongkai.MethodStream && doc.Tables[i].Caption.Title != "" {
			titles++
		}
	}
	t.Logf("%d of %d amounts in %d tables, %d of them with their title; %d false", found, all, len(doc.Tables), titles, wrong)
	if float64(found) < 0.97*float64(all) || wrong > 0 {
		t.Errorf("%d of %d amounts stand in tables without rulings, and %d that are in no ruled one", found, all, wrong)
	}
}

// amountsOf counts the cells that are a printed amount with a fraction.
func amountsOf(doc *gongkai.Document) map[string]int {
	m := map[string]int{}
	for i := range doc.Tables {
		for _, c := range doc.Tables[i].Cells {
			if n, state := number.Parse(c.Text); state == gongkai.CellNumber && n.Places > 0 {
				m[hanzi.Squeeze(c.Text)]++
			}
		}
	}
	return m
}
