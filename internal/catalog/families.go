package catalog

// scalarFamilies are the scalar functions, a family a file.
var scalarFamilies = [][]Function{
	stringsFunctions,
	conversionFunctions,
	conditionalFunctions,
	datetimeFunctions,
	mathFunctions,
	dynamicFunctions,
	arrayFunctions,
	parseFunctions,
	encodingFunctions,
	hashFunctions,
	ipFunctions,
	geoFunctions,
	seriesFunctions,
	windowFunctions,
	sketchFunctions,
	unitsFunctions,
	graphFunctions,
	entityFunctions,
}
