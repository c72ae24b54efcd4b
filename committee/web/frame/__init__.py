"""What every page stands on: headers, transactions, errors, navigation, forms."""
