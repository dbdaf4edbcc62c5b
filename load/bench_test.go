package load_test

import (
	"context"
	"fmt"
	"testing"

	"gongkai"
	"gongkai/load"
	"gongkai/load/loadtest"
)

// BenchmarkPublish loads 200 documents of 1,503 amount cells each per round and
// reports rows of all tables per second.
func BenchmarkPublish(b *testing.B) {
	needEngine(b)
	ctx := context.Background()
	if err := warehouse.Migrate(ctx); err != nil {
		b.Fatal(err)
	}
	pubs, facts := benchmarkPublications()
	b.ReportAllocs()
	n, used := 0, processorTime(b)
	for b.Loop() {
		n++
		if err := warehouse.Publish(ctx, load.Load{ID: fmt.Sprintf("bench-%d", loadtest.NextSequence()), Sequence: loadtest.NextSequence()}, pubs); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(facts*n)/b.Elapsed().Seconds(), "facts/s")
	b.ReportMetric((processorTime(b)-used).Seconds()/float64(n), "cpu-s/op")
}

func benchmarkPublications() (pubs []gongkai.Publication, facts int) {
	for i := range 200 {
		p := loadtest.Disclosure{Unit: fmt.Sprintf("示例基准中心%d", i), Items: 500}.Build()
		facts += len(p.Reading.Facts)
		pubs = append(pubs, p)
	}
	return pubs, facts
}

// BenchmarkView sums what the last rounds of BenchmarkPublish left.
func BenchmarkView(b *testing.B) {
	needEngine(b)
	ctx := context.Background()
	for b.Loop() {
		rows, err := warehouse.Query(ctx, "SELECT fiscal_year, sum(amount) FROM v_amount WHERE row_kind = 'item' AND measure = 'total' GROUP BY fiscal_year")
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() {
		}
		if err := rows.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
