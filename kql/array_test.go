package kql

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// text prints a value of a test as JSON.
func text[T Value](v T) string { return string(Col("", &v).Field.AppendJSON(nil)) }

func TestArrays(t *testing.T) {
	j := ParseJSON
	five := j(`[1,2,3,4,5]`)
	words := j(`["b","a","c","a"]`)
	for _, c := range []struct{ got, want string }{
		{text(ArrayLength(five)), `5`},
		{text(ArrayLength(j(`[]`))), `0`},
		{text(ArrayLength(j(`{}`))), `null`},
		{text(ArrayLength(j(``))), `null`},
		{text(PackArray(DynamicLong(1), Dynamic{}, five)), `[1,null,[1,2,3,4,5]]`},
		{text(PackArray()), `[]`},
		{text(ArrayConcat(five, Dynamic{}, j(`[[6]]`))), `[1,2,3,4,5,[6]]`},
		{text(ArrayConcat(j(`{}`))), `null`},
		{text(ArraySlice(five, 1, 2)), `[2,3]`},
		{text(ArraySlice(five, -2, -1)), `[4,5]`},
		{text(ArraySlice(five, -9, 99)), `[1,2,3,4,5]`},
		{text(ArraySlice(five, 3, 1)), `[]`},
		{text(ArraySlice(five, 7, 9)), `[]`},
		{text(ArraySlice(j(`1`), 0, 1)), `null`},
		{text(ArraySplit(five, 0)), `[[],[1,2,3,4,5]]`},
		{text(ArraySplit(five, -2)), `[[1,2,3],[4,5]]`},
		{text(ArraySplit(five, 9)), `[[1,2,3,4,5],[]]`},
		{text(ArraySplitArray(five, j(`[1,1,-1]`))), `[[1],[],[2,3,4],[5]]`},
		{text(ArraySplitArray(five, j(`[]`))), `[[1,2,3,4,5]]`},
		{text(ArrayIndexOf(words, DynamicString("a"))), `1`},
		{text(ArrayIndexOf(words, DynamicString("a"), 2)), `3`},
		{text(ArrayIndexOf(words, DynamicString("a"), 0, -1, 2)), `3`},
		{text(ArrayIndexOf(words, DynamicString("a"), 2, 1)), `-1`},
		{text(ArrayIndexOf(words, DynamicString("b"), -3)), `-1`},
		{text(ArrayIndexOf(words, DynamicString("b"), -30)), `0`},
		{text(ArrayIndexOf(words, DynamicString("A"))), `-1`},
		{text(ArrayIndexOf(five, DynamicString("1"))), `-1`},
		{text(ArrayIndexOf(five, DynamicReal(2))), `1`},
		{text(ArrayIndexOf(five, DynamicLong(1), 0, -2)), `null`},
		{text(ArrayIndexOf(five, DynamicLong(1), 0, -1, 0)), `null`},
		{text(ArrayIndexOf(j(`{}`), DynamicLong(1))), `null`},
		{text(ArrayReverse(j(`[1,"x",null]`))), `[null,"x",1]`},
		{text(ArrayReverse(j(`"x"`))), `null`},
		{text(ArrayRotateLeft(five, 2)), `[3,4,5,1,2]`},
		{text(ArrayRotateLeft(five, -7)), `[4,5,1,2,3]`},
		{text(ArrayRotateRight(five, 1)), `[5,1,2,3,4]`},
		{text(ArrayRotateLeft(j(`[]`), 3)), `[]`},
		{text(ArrayShiftLeft(five, 2)), `[3,4,5,null,null]`},
		{text(ArrayShiftLeft(five, -2, DynamicLong(0))), `[0,0,1,2,3]`},
		{text(ArrayShiftRight(words, 1)), `["","b","a","c"]`},
		{text(ArrayShiftRight(j(`["a",1]`), 9)), `[null,null]`},
		{text(ArrayShiftLeft(five, math.MaxInt64)), `[null,null,null,null,null]`},
		{text(ArrayShiftLeft(five, math.MinInt64)), `[null,null,null,null,null]`},
		{text(ArraySum(j(`[1,2.5,null]`))), `3.5`},
		{text(ArraySum(j(`[1,"2"]`))), `null`},
		{text(ArraySum(j(`[]`))), `0.0`},
		{text(ArrayIff(j(`[true,0,2.5,"x",null,false]`), j(`["a","b","c"]`), DynamicString("n"))), `["a","n","c",null,null,"n"]`},
		{text(ArrayIff(j(`[true,true]`), j(`[1]`), j(`[2]`))), `[1,null]`},
		{text(ArrayIff(j(`true`), j(`1`), j(`2`))), `null`},
		{text(Zip(j(`[1,2]`), j(`["a"]`), Dynamic{})), `[[1,"a",null],[2,null,null]]`},
		{text(Repeat(DynamicString("x"), 3)), `["x","x","x"]`},
		{text(Repeat(DynamicLong(1), 0)), `[]`},
		{text(Repeat(DynamicLong(1), -1)), `null`},
		{text(RangeLong(3, 10, 3)), `[3,6,9]`},
		{text(RangeLong(3, 1, -1)), `[3,2,1]`},
		{text(RangeLong(1, 3)), `[1,2,3]`},
		{text(RangeLong(3, 1)), `[]`},
		{text(RangeReal(0, 1, 0.5)), `[0.0,0.5,1.0]`},
		{text(RangeReal(math.NaN(), 1)), `[]`},
		{text(RangeDateTime(MustDateTime("2020-02-28"), MustDateTime("2020-03-01"), Day)), `["2020-02-28T00:00:00.0000000Z","2020-02-29T00:00:00.0000000Z","2020-03-01T00:00:00.0000000Z"]`},
		{text(RangeTimeSpan(0, 2*Hour)), `["00:00:00","01:00:00","02:00:00"]`},
		{fmt.Sprint(len(RangeLong(1, math.MaxInt64).Elements())), `1048576`},
		{fmt.Sprint(len(Repeat(DynamicLong(1), math.MaxInt64).Elements())), `1048576`},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
	if got := text(five); got != `[1,2,3,4,5]` {
		t.Errorf("the input became %s", got)
	}
}

func TestArraySort(t *testing.T) {
	j := ParseJSON
	mixed := DynamicArray([]Dynamic{
		DynamicBool(true), DynamicGUID(MustGUID("6f9619ff-8b86-d011-b42d-00cf4fc964ff")),
		{},
		DynamicString("b"), DynamicLong(10),
		DynamicString("B"), DynamicReal(-0.5), DynamicLong(9),
	})
	for _, c := range []struct{ got, want string }{
		{text(DynamicArray(ArraySortAsc(mixed))), `[[-0.5,9,10,"B","b","6f9619ff-8b86-d011-b42d-00cf4fc964ff",true,null]]`},
		{text(DynamicArray(ArraySortDesc(mixed))), `[[10,9,-0.5,"b","B","6f9619ff-8b86-d011-b42d-00cf4fc964ff",true,null]]`},
		{text(DynamicArray(ArraySortAsc(j(`[3,null,1]`), DynamicBool(false)))), `[[null,1,3],null]`},
		{text(DynamicArray(ArraySortDesc(j(`[3,null,1]`), DynamicBool(false)))), `[[null,3,1],null]`},
		{text(DynamicArray(ArraySortAsc(j(`{"a":1}`)))), `[null]`},
		{text(DynamicArray(ArraySortDesc(j(`[1,3,2]`), j(`["a","b","c"]`), j(`[1]`), j(`null`)))), `[[3,2,1],["b","c","a"],null,null]`},
		{text(DynamicArray(ArraySortAsc(j(`[9007199254740993,9007199254740992]`)))), `[[9007199254740992,9007199254740993]]`},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

func TestSets(t *testing.T) {
	j := ParseJSON
	a, b := j(`[3,1,"1",3,null]`), j(`[1.0,"x",[2]]`)
	for _, c := range []struct{ got, want string }{
		{text(SetUnion(a, b, Dynamic{})), `[3,1,"1",null,"x",[2]]`},
		{text(SetUnion(Dynamic{})), `null`},
		{text(SetIntersect(a, b)), `[1]`},
		{text(SetIntersect(a, Dynamic{})), `null`},
		{text(SetDifference(a, b, j(`[null]`))), `[3,"1"]`},
		{text(SetDifference(a, j(`[]`))), `[3,1,"1",null]`},
		{text(SetHasElement(b, DynamicLong(1))), `true`},
		{text(SetHasElement(b, DynamicString("1"))), `false`},
		{text(SetHasElement(b, j(`[2]`))), `true`},
		{text(SetHasElement(Dynamic{}, DynamicLong(1))), `false`},
		{text(SetEquals(a, j(`[null,"1",1,3]`))), `true`},
		{text(SetEquals(a, j(`[1,3]`))), `false`},
		{text(JaccardIndex(j(`[1,2,3]`), j(`[3,4,3]`))), `0.25`},
		{text(JaccardIndex(j(`[1]`), Dynamic{})), `null`},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

func TestBags(t *testing.T) {
	j := ParseJSON
	s := DynamicString
	bag := j(`{"a":1,"b":{"c":{"d":2},"e":[1]},"f.g":null}`)
	for _, c := range []struct{ got, want string }{
		{text(BagKeys(bag)), `["a","b","f.g"]`},
		{text(BagKeys(j(`{}`))), `[]`},
		{text(BagKeys(j(`[1]`))), `null`},
		{text(BagPack(s("x"), DynamicLong(1), DynamicLong(2), Dynamic{}, s("x"), s("y"))), `{"x":"y","2":null}`},
		{text(BagPackNotEmpty(s("x"), s(""), s("y"), Dynamic{}, s("z"), DynamicLong(0))), `{"z":0}`},
		{text(BagMerge(j(`{"a":1}`), Dynamic{}, j(`{"a":2,"b":3}`))), `{"a":1,"b":3}`},
		{text(BagMerge(Dynamic{}, j(`[1]`))), `null`},
		{text(BagHasKey(bag, "a")), `true`},
		{text(BagHasKey(bag, "f.g")), `true`},
		{text(BagHasKey(bag, "b.c")), `false`},
		{text(BagHasKey(bag, "$.b.c.d")), `true`},
		{text(BagHasKey(bag, "$.b['c']")), `true`},
		{text(BagHasKey(bag, "$.b.e[0]")), `false`},
		{text(BagHasKey(bag, "$.a.c")), `false`},
		{text(BagHasKey(j(`[1]`), "a")), `false`},
		{text(BagSetKey(j(`{"a":1}`), "b", s("x"))), `{"a":1,"b":"x"}`},
		{text(BagSetKey(j(`{"a":1}`), "a", Dynamic{})), `{"a":null}`},
		{text(BagSetKey(j(`{"a":1}`), "$.b.c", s("x"))), `{"a":1,"b":{"c":"x"}}`},
		{text(BagSetKey(bag, "$.b.c.d", DynamicLong(9))), `{"a":1,"b":{"c":{"d":9},"e":[1]},"f.g":null}`},
		{text(BagSetKey(j(`[1]`), "a", s("x"))), `null`},
		{text(BagRemoveKeys(bag, j(`["$.b.c","a","nothing","$.b.e[0]"]`))), `{"b":{"e":[1]},"f.g":null}`},
		{text(BagRemoveKeys(bag, j(`["f.g","b"]`))), `{"a":1}`},
		{text(BagRemoveKeys(j(`1`), j(`["a"]`))), `null`},
		{text(BagZip(j(`["a",7,"b","a"]`), j(`[1,2]`))), `{"a":null,"b":null}`},
		{text(BagZip(j(`["a","b"]`), j(`[1,2,3]`))), `{"a":1,"b":2}`},
		{text(BagZip(j(`"a"`), j(`[1]`))), `null`},
		{text(TreePath(bag)), `["['a']","['b']","['b']['c']","['b']['c']['d']","['b']['e']","['b']['e'][0]","['f.g']"]`},
		{text(TreePath(j(`{"l":[1,{"x":1},{"x":2,"y":[]}]}`))), `["['l']","['l'][0]","['l'][0]['x']","['l'][0]['y']"]`},
		{text(TreePath(j(`5`))), `null`},
		{text(bag), `{"a":1,"b":{"c":{"d":2},"e":[1]},"f.g":null}`},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

func TestManyKeys(t *testing.T) {
	var pairs []Dynamic
	want := map[string]int64{}
	for i := range 200 {
		key := fmt.Sprint("k", i%150)
		pairs = append(pairs, DynamicString(key), DynamicLong(int64(i)))
		want[key] = int64(i)
	}
	got := map[string]int64{}
	merged := BagMerge(BagPack(pairs...), ParseJSON(`{"k3":0}`))
	for i, k := range merged.Keys() {
		got[k] = merged.Elements()[i].Long()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if again := ParseJSON(merged.String()); !again.Equal(merged) || again.String() != merged.String() {
		t.Errorf("%s reads as %s", merged, again)
	}
}
