package load

// itemRows are rows of fact_item.
type itemRows struct {
	rowset
	key        keyColumns
	code, name *words
	yuan       *decimals
	lines      *numbers[uint32]
	page       *numbers[uint16]
	addsUp     *flags
}

func newItemRows() *itemRows {
	t := &itemRows{rowset: rowset{table: "fact_item"}}
	r := &t.rowset
	t.key = newKeyColumns(r)
	t.code, t.name, t.yuan = wordsOf(r, "code"), wordsOf(r, "name"), sumOf(r, "yuan")
	t.lines, t.page, t.addsUp = numbersOf[uint32](r, "lines"), numbersOf[uint16](r, "page"), with(r, "adds_up", &flags{})
	t.money = t.yuan
	return t
}

func (t *itemRows) add(k *key, of items) {
	t.key.repeat(k, len(of.list))
	for i := range of.list {
		it := &of.list[i]
		t.code.put(it.code)
		t.name.put(it.name)
		t.yuan.put(&it.yuan)
		t.lines.put(clamp[uint32](it.lines))
		t.page.put(clamp[uint16](it.page))
		t.addsUp.put(of.addsUp)
	}
}

// figureRows are rows of fact_figure.
type figureRows struct {
	rowset
	key                      keyColumns
	source, figure, columnOf *words
	amount                   *decimals
	priority                 *numbers[uint16]
	basis                    *words
	page                     *numbers[uint16]
}

func newFigureRows() *figureRows {
	t := &figureRows{rowset: rowset{table: "fact_figure"}}
	r := &t.rowset
	t.key = newKeyColumns(r)
	t.source, t.figure, t.columnOf = wordsOf(r, "source"), wordsOf(r, "figure"), wordsOf(r, "column_of")
	t.amount, t.priority = sumOf(r, "amount"), numbersOf[uint16](r, "priority")
	t.basis, t.page = wordsOf(r, "basis"), numbersOf[uint16](r, "page")
	t.money = t.amount
	return t
}

func (t *figureRows) add(k *key, f figure) {
	t.key.put(k)
	t.source.put(f.source)
	t.figure.put(f.name)
	t.columnOf.put(f.columnOf)
	t.amount.put(&f.amount)
	t.priority.put(clamp[uint16](f.priority))
	t.basis.put(f.basis)
	t.page.put(clamp[uint16](f.page))
}

// projectRows are rows of fact_project.
type projectRows struct {
	rowset
	key                 keyColumns
	project, projectKey *texts
	leaf                *numbers[bool]
	yuan                *decimals
	page                *numbers[uint16]
}

func newProjectRows() *projectRows {
	t := &projectRows{rowset: rowset{table: "fact_project"}}
	r := &t.rowset
	t.key = newKeyColumns(r)
	t.project, t.projectKey, t.leaf = textsOf(r, "project"), textsOf(r, "project_key"), numbersOf[bool](r, "leaf")
	t.yuan, t.page = sumOf(r, "yuan"), numbersOf[uint16](r, "page")
	t.money = t.yuan
	return t
}

func (t *projectRows) add(k *key, p project) {
	t.key.put(k)
	t.project.put(p.name)
	t.projectKey.put(nameKey(p.name))
	t.leaf.put(p.leaf)
	t.yuan.put(&p.yuan)
	t.page.put(clamp[uint16](p.page))
}
